from django.contrib.postgres.search import SearchQuery


class Question(SearchQuery):
    """What `plie_francais` vectors are asked: the words of a text as a search engine reads them
    (quotes, `or`, `-`), each in its two genders. The database function is made by a migration."""

    SEARCH_TYPES = {"plain": "plie_question"}
