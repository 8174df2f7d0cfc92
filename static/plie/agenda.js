// An appointment is taken with the mouse to a free half hour of the same calendar: the page that
// moves it opens with that hour, and asks who is told. The keyboard has « Déplacer ».
(function () {
  "use strict";

  let porte = null;

  function agendaDe(element) {
    return element.closest("[data-agenda]").dataset.agenda;
  }
  function visee(evenement) {
    // Over the words of a link, Firefox names the text and not the element.
    const sous = evenement.target.closest ? evenement.target : evenement.target.parentElement;
    const place = porte && sous && sous.closest(".agenda .libre");
    return place && agendaDe(place) === agendaDe(porte) ? place : null;
  }
  function montrer(place) {
    document.querySelectorAll(".agenda .visee").forEach(function (autre) {
      autre.classList.remove("visee");
    });
    if (place) place.classList.add("visee");
  }

  document.addEventListener("dragstart", function (evenement) {
    // A piece of text that is dragged is no element.
    porte = evenement.target.closest ? evenement.target.closest("[data-deplacer]") : null;
    if (!porte) return;
    evenement.dataTransfer.setData("text/plain", "");
    evenement.dataTransfer.effectAllowed = "move";
  });
  document.addEventListener("dragover", function (evenement) {
    const place = visee(evenement);
    montrer(place);
    if (place) evenement.preventDefault();
  });
  document.addEventListener("drop", function (evenement) {
    const place = visee(evenement);
    if (!place) return;
    evenement.preventDefault();
    const debut = new URL(place.querySelector("a").href).searchParams.get("debut");
    window.location.assign(`${porte.dataset.deplacer}&debut=${debut}`);
  });
  document.addEventListener("dragend", function () {
    montrer(null);
    porte = null;
  });
})();
