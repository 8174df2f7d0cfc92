// A signature drawn by finger, pen or mouse, sent as the file that the field asks for. Without this
// script the field takes an image, and paper is always there.
(function () {
  "use strict";

  const champ = document.querySelector("input[data-signature]");
  if (!champ || !window.DataTransfer) return;
  const LARGEUR = 800;
  const HAUTEUR = 300;
  const cadre = document.createElement("canvas");
  cadre.className = "signature";
  cadre.width = LARGEUR;
  cadre.height = HAUTEUR;
  cadre.setAttribute("role", "img");
  cadre.setAttribute("aria-label", "Cadre de signature, vide");
  const bouton = document.createElement("button");
  bouton.type = "button";
  bouton.className = "btn btn-sm btn-outline-secondary";
  bouton.textContent = "Effacer et recommencer";
  // The summary of errors leads to the frame.
  cadre.id = champ.id;
  cadre.tabIndex = -1;
  champ.removeAttribute("id");
  champ.hidden = true;
  champ.after(cadre, bouton);
  const plume = cadre.getContext("2d");

  function effacer() {
    plume.fillStyle = "#fff";
    plume.fillRect(0, 0, LARGEUR, HAUTEUR);
    plume.strokeStyle = "#000";
    plume.lineWidth = 5;
    plume.lineCap = plume.lineJoin = "round";
    cadre.setAttribute("aria-label", "Cadre de signature, vide");
    champ.value = "";
  }

  function point(evenement) {
    const place = cadre.getBoundingClientRect();
    return [
      ((evenement.clientX - place.left) * LARGEUR) / place.width,
      ((evenement.clientY - place.top) * HAUTEUR) / place.height,
    ];
  }

  function garder() {
    const octets = window.atob(cadre.toDataURL("image/png").split(",")[1]);
    const contenu = Uint8Array.from(octets, function (lettre) {
      return lettre.charCodeAt(0);
    });
    const envoi = new DataTransfer();
    envoi.items.add(new File([contenu], "signature.png", { type: "image/png" }));
    champ.files = envoi.files;
    cadre.setAttribute("aria-label", "Cadre de signature, signé");
  }

  let dessine = false;
  cadre.addEventListener("pointerdown", function (evenement) {
    evenement.preventDefault();
    cadre.setPointerCapture(evenement.pointerId);
    dessine = true;
    plume.beginPath();
    plume.moveTo(...point(evenement));
  });
  cadre.addEventListener("pointermove", function (evenement) {
    if (!dessine) return;
    plume.lineTo(...point(evenement));
    plume.stroke();
  });
  ["pointerup", "pointercancel"].forEach(function (fin) {
    cadre.addEventListener(fin, function () {
      if (dessine) garder();
      dessine = false;
    });
  });
  bouton.addEventListener("click", effacer);
  effacer();
})();
