"""Curves on a desk and on a phone."""

import re
from datetime import date, timedelta

from conventions.indicateurs import courbes

JOURS = [(date(2024, 1, 1) + timedelta(days=30 * rang), rang) for rang in range(24)]


def _dessins(html):
    return html.split('<div class="dessin-etroit">')


def test_a_curve_is_drawn_whole_for_both_screens():
    large, etroite = _dessins(courbes.dessiner_serie("personnes", JOURS))
    largeurs = [
        int(re.search(r'<svg[^>]* width="(\d+)"', dessin)[1]) for dessin in (large, etroite)
    ]
    assert largeurs[0] > 1100
    assert largeurs[1] <= 340


def test_the_narrow_one_names_no_more_points_than_it_has_room_for():
    noms = [
        [f"{jour:%d/%m/%Y}" for jour, _ in JOURS if f">{jour:%d/%m/%Y}</text>" in dessin]
        for dessin in _dessins(courbes.dessiner_serie("personnes", JOURS))
    ]
    assert noms[0] == [f"{jour:%d/%m/%Y}" for jour, _ in JOURS]
    assert noms[1] == noms[0][::2]
