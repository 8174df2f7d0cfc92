SELECT ligne FROM import_resolu
WHERE structure_dite IS NULL AND structure_id IS NOT NULL
ORDER BY 1
