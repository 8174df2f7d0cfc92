# Days without entretien, the shortest and the longest that a cohort may set.
SEUILS = (1, 730)
