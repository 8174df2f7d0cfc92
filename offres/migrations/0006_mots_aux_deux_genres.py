from django.db import migrations

# Accents are gone before the words are stemmed, and the stems of "cuisinier" and "cuisiniere" then
# differ; those of "serveur" and "serveuse" always do. Stemming first would ask for the accents, and
# a thesaurus for files on the server: a word asked for is looked for under the stems of both
# genders. What is stored and indexed stays as it is.
QUESTION = r"""
CREATE FUNCTION plie_question(texte text) RETURNS tsquery
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(string_agg(
        CASE WHEN lu[1] ~ '^''[a-z]{3,}''$' THEN (
            SELECT '(' || string_agg(DISTINCT quote_literal(forme), ' | ') || ')'
            FROM (SELECT trim(lu[1], '''') AS racine) AS seule, LATERAL (
                SELECT regexp_replace(racine, fin, autre) AS forme
                FROM (VALUES
                    ('$', ''),
                    -- cuisinier, cuisinière; boulanger, boulangère; conseiller, conseillère
                    ('([igh])$', '\1er'), ('eil$', 'eiller'),
                    -- employé, employée; qualifié, qualifiée
                    ('([^ilnrt])$', '\1e'), ('if$', 'ifie'),
                    -- serveur, serveuse; conducteur, conductrice; chef, cheffe
                    ('eur$', 'eux'), ('eux$', 'eur'), ('teur$', 'tric'), ('tric$', 'teur'),
                    ('ef$', 'eff'), ('eff$', 'ef')
                ) AS genres(fin, autre) WHERE racine ~ fin
                UNION ALL
                -- cuisinière, employée: the stem of their stem is that of the other gender
                SELECT (ts_lexize('pg_catalog.french_stem', racine))[1] WHERE racine ~ 'er?$'
            ) AS formes
        ) ELSE lu[1] END, '' ORDER BY rang), '')::tsquery
    FROM regexp_matches(
        websearch_to_tsquery('public.plie_francais', texte)::text,
        '''(?:[^'']|'''')*''|[^'']+', 'g'
    ) WITH ORDINALITY AS lus(lu, rang)
$$
"""


class Migration(migrations.Migration):
    dependencies = [
        ("offres", "0005_employeur_nomme"),
    ]

    operations = [
        migrations.RunSQL(QUESTION, "DROP FUNCTION plie_question(text)"),
    ]
