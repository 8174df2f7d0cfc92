-- After the CTEs of a statement that finds `lu`: the people with their facts, in one exchange with the
-- server. Who has no parcours has no facts: the columns of `lu` come last.
, faits AS ({partage})
SELECT faits.*, lu.* FROM lu LEFT JOIN faits USING (participant_id)
