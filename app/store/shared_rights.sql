-- What a desk may do in the shared store on PostgreSQL. Run by `upgrade-store` after the schema's steps, as the owner of
-- the tables; may be run again at any time. Grant the role to each person's own login:
--     CREATE ROLE "az12345" LOGIN; GRANT indgang_desk TO "az12345";
-- A desk reads, and adds. It changes and deletes nothing, and cannot say when or as whom the server received a record.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'indgang_desk') THEN
        CREATE ROLE indgang_desk NOLOGIN;
    END IF;
END $$;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, indgang_desk;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO indgang_desk;
GRANT SELECT ON alembic_version, contact, contact_closed, plan, plan_event TO indgang_desk;
GRANT INSERT (id, citizen, errand, channel, at, by_user, by_name, by_unit, digest) ON contact TO indgang_desk;
GRANT INSERT (id, citizen, contact, outcome, channel, at, by_user, by_name, by_unit, digest)
    ON contact_closed TO indgang_desk;
GRANT INSERT (id, citizen, contact) ON plan TO indgang_desk;
GRANT INSERT (id, citizen, plan, contact, what, at, by_user, by_name, by_unit, digest) ON plan_event TO indgang_desk;
