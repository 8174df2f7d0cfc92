// Text kept on the server while it is typed, for forms with data-brouillon (its address).
(function () {
  "use strict";

  const PAUSE = 3000;

  document.querySelectorAll("form[data-brouillon]").forEach(function (formulaire) {
    const etat = formulaire.querySelector("[data-brouillon-etat]");
    let minuterie = null;
    let envoi = null;
    let arrete = false;

    function dire(texte, estGrave) {
      etat.classList.toggle("retard", Boolean(estGrave));
      // Read once by screen readers, not at each save: only the hour changes then.
      if (etat.textContent !== texte) etat.textContent = texte;
    }

    function planifier(delai) {
      window.clearTimeout(minuterie);
      minuterie = window.setTimeout(enregistrer, delai);
    }

    async function poster() {
      envoi = new AbortController();
      return fetch(formulaire.dataset.brouillon, {
        method: "POST",
        body: new URLSearchParams(new FormData(formulaire)),
        signal: envoi.signal,
        redirect: "manual",
      });
    }

    // Signing in again in another tab changes the token that protects the forms of this one.
    async function rafraichir() {
      const reponse = await fetch(formulaire.dataset.brouillon, { redirect: "manual" });
      if (!reponse.ok) return false;
      const jeton = (await reponse.json()).jeton;
      document.querySelectorAll("[name=csrfmiddlewaretoken]").forEach(function (champ) {
        champ.value = jeton;
      });
      return true;
    }

    async function enregistrer() {
      if (arrete || envoi) return;
      formulaire.dataset.brouillonEnvoye = "oui";
      delete formulaire.dataset.brouillonChange;
      try {
        let reponse = await poster();
        if (reponse.status === 403 && (await rafraichir())) reponse = await poster();
        await lire(reponse);
      } catch (erreur) {
        if (!arrete) dire("Pas de réseau : votre texte reste ici, nouvel essai dans un instant.", true);
        if (!arrete) planifier(5 * PAUSE);
      } finally {
        envoi = null;
      }
      if (formulaire.dataset.brouillonChange && !arrete) planifier(PAUSE);
    }

    async function lire(reponse) {
      // A 403 in JSON is about the dossier, and says so; any other is about the session.
      const parle = (reponse.headers.get("Content-Type") || "").includes("json");
      const refuse = reponse.status === 401 || (reponse.status === 403 && !parle);
      if (refuse || reponse.type === "opaqueredirect") {
        direSessionFinie();
        planifier(5 * PAUSE);
        return;
      }
      const recu = await reponse.json();
      dire(recu.message, !reponse.ok);
      if (!reponse.ok) return;
      // Kept: leaving the page loses nothing any more.
      if (!formulaire.dataset.brouillonChange) delete formulaire.dataset.modifie;
    }

    function direSessionFinie() {
      dire("Votre session a expiré, votre texte reste ici. ", true);
      const lien = document.createElement("a");
      lien.href = "/comptes/login/";
      lien.target = "_blank";
      lien.rel = "noopener";
      lien.textContent = "Connectez-vous dans un nouvel onglet";
      etat.append(lien, ", puis revenez ici : tout s'enregistrera.");
    }

    formulaire.addEventListener("input", function () {
      formulaire.dataset.brouillonChange = "oui";
      planifier(PAUSE);
    });

    formulaire.addEventListener("submit", function () {
      arrete = true;
      window.clearTimeout(minuterie);
      if (envoi) envoi.abort();
    });

    // Back to this tab, from the one where the session was opened again.
    window.addEventListener("focus", function () {
      if (formulaire.dataset.brouillonEnvoye && formulaire.dataset.modifie) planifier(200);
    });

    // On a telephone, leaving is hiding: keep at once what is not kept yet.
    document.addEventListener("visibilitychange", function () {
      if (document.visibilityState === "hidden" && formulaire.dataset.brouillonChange) planifier(0);
    });

    // Deleting a former draft leaves what is being typed where it is.
    document.querySelectorAll("[data-brouillon-en-attente]").forEach(function (attente) {
      attente.querySelector("form").addEventListener("submit", async function (evenement) {
        evenement.preventDefault();
        const reponse = await fetch(evenement.target.action, {
          method: "POST",
          body: new URLSearchParams(new FormData(evenement.target)),
          redirect: "manual",
        });
        if (reponse.type !== "opaqueredirect") return;
        attente.remove();
        dire("Brouillon effacé.");
        if (formulaire.dataset.modifie) planifier(0);
      });
    });
  });
})();
