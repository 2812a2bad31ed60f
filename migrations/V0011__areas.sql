-- What each area begins with is noted as written, area by area; a database with users has had that of the CRM.
INSERT INTO meta (key, value) SELECT 'setup:crm', '01' WHERE EXISTS (SELECT 1 FROM users);
