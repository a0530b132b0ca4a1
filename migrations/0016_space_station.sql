-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The Space Station: what it searches, what rarity is measured by, and the daily digest.

-- One narrow row per opening that a search may show: what is closed, or by somebody whom we do not bring up, has none.
-- Triggers alone write it, in the transaction of the change.
CREATE TABLE station_entry (
    opening_id      bigint PRIMARY KEY REFERENCES opening ON DELETE CASCADE,
    form            text NOT NULL,
    direction       text NOT NULL,
    actor_id        bigint NOT NULL,
    host            text NOT NULL,                                   -- the home of its owner
    local           boolean NOT NULL,
    kinds           text[] NOT NULL,
    badges          text[] NOT NULL,
    terms           text[] NOT NULL,
    tongues         text[] NOT NULL,                                 -- primary subtags: to work in, else that it is written in
    in_exchange     text NOT NULL,
    at_distance     boolean NOT NULL,
    latitude        double precision,
    longitude       double precision,
    radius_km       integer,
    area            box,                                             -- around the circle, for the index
    audience        text NOT NULL,
    excludes        boolean NOT NULL,                                -- opening_exclusion has rows
    published       timestamptz NOT NULL,
    ends_at         timestamptz NOT NULL,
    full_until      timestamptz
);
CREATE INDEX station_entry_openness ON station_entry (opening_id DESC) WHERE form = 'openness';
CREATE INDEX station_entry_call ON station_entry (opening_id DESC) WHERE form = 'call';
CREATE INDEX station_entry_host ON station_entry (host, opening_id DESC);
CREATE INDEX station_entry_actor ON station_entry (actor_id, opening_id DESC);
CREATE INDEX station_entry_exchange ON station_entry (in_exchange) WHERE in_exchange <> '';
CREATE INDEX station_entry_words ON station_entry USING gin (kinds, badges, terms, tongues);
CREATE INDEX station_entry_area ON station_entry USING gist (area);
CREATE INDEX station_entry_end ON station_entry (ends_at);

-- Apart, so that the rows that are scanned stay narrow.
CREATE TABLE station_text (
    opening_id      bigint PRIMARY KEY REFERENCES opening ON DELETE CASCADE,
    document        tsvector NOT NULL                                -- stemmed as German and as English
);
CREATE INDEX station_text_document ON station_text USING gin (document);
CREATE INDEX actor_names ON actor USING gin (folded(name || ' ' || username) gin_trgm_ops)
    WHERE kind IN ('Person', 'Organization');

-- The names of domain/collaboration_kind.cpp as words to find; a test holds them against each other.
CREATE TABLE kind_words (
    kind            text PRIMARY KEY,
    words           text NOT NULL
);

-- How many openings had a badge at the start of a day. A search keeps the day of its first page, so that its order stays.
CREATE TABLE badge_rarity (
    day             date NOT NULL,
    slug            text NOT NULL,                                   -- '': of how many
    openings        integer NOT NULL,
    PRIMARY KEY (day, slug)
);

CREATE FUNCTION circle_box(latitude double precision, longitude double precision, km double precision)
RETURNS box LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    -- Near a pole or the antimeridian the box goes around the earth; the exact distance decides afterwards.
    SELECT CASE
        WHEN latitude IS NULL OR longitude IS NULL THEN NULL
        WHEN abs(latitude) + high >= 89 OR abs(longitude) + high / cosd(abs(latitude) + high) >= 180
            THEN box(point(-180, greatest(latitude - high, -90)), point(180, least(latitude + high, 90)))
        ELSE box(point(longitude - high / cosd(abs(latitude) + high), latitude - high),
                 point(longitude + high / cosd(abs(latitude) + high), latitude + high))
    END
      FROM (SELECT km / 111.0 + 0.01 AS high) AS degrees
$$;

CREATE FUNCTION distance_km(a_latitude double precision, a_longitude double precision,
                            b_latitude double precision, b_longitude double precision)
RETURNS double precision LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 12742 * asin(least(1, sqrt(
               power(sind((b_latitude - a_latitude) / 2), 2)
               + cosd(a_latitude) * cosd(b_latitude) * power(sind((b_longitude - a_longitude) / 2), 2))))
$$;

-- What visible_to says of an owner where nobody asked for them: we bring up neither the silenced nor the suspended.
CREATE FUNCTION station_shows(owner_id bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT a.state = 'active' AND (a.local OR domain_severity(a.host) = 'allow') FROM actor a WHERE a.id = owner_id
$$;

CREATE FUNCTION station_enter(wanted bigint[]) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    -- Whoever silences the owner at the same time comes before or after, never in between.
    PERFORM FROM actor a JOIN opening o ON o.actor_id = a.id WHERE o.id = ANY (wanted) ORDER BY a.id FOR SHARE OF a;
    INSERT INTO station_entry AS s (opening_id, form, direction, actor_id, host, local, kinds, badges, terms, tongues,
                                    in_exchange, at_distance, latitude, longitude, radius_km, area, audience, excludes,
                                    published, ends_at, full_until)
         SELECT o.id, o.form, o.direction, o.actor_id, a.host, o.local, o.kinds, o.badges, o.terms,
                ARRAY(SELECT DISTINCT lower(split_part(t, '-', 1))
                        FROM unnest(CASE WHEN o.languages = '{}' AND o.language IS NOT NULL
                                         THEN ARRAY[o.language] ELSE o.languages END) AS t
                       ORDER BY 1),
                o.in_exchange, o.at_distance, o.latitude, o.longitude, o.radius_km,
                circle_box(o.latitude, o.longitude, coalesce(o.radius_km, 0)), o.audience,
                EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = o.id),
                o.published, o.ends_at, o.full_until
           FROM opening o JOIN actor a ON a.id = o.actor_id
          WHERE o.id = ANY (wanted) AND o.closed_at IS NULL AND station_shows(o.actor_id)
    ON CONFLICT (opening_id) DO UPDATE
            SET form = excluded.form, direction = excluded.direction, actor_id = excluded.actor_id, host = excluded.host,
                local = excluded.local, kinds = excluded.kinds, badges = excluded.badges, terms = excluded.terms,
                tongues = excluded.tongues, in_exchange = excluded.in_exchange, at_distance = excluded.at_distance,
                latitude = excluded.latitude, longitude = excluded.longitude, radius_km = excluded.radius_km,
                area = excluded.area, audience = excluded.audience, excludes = excluded.excludes,
                published = excluded.published, ends_at = excluded.ends_at, full_until = excluded.full_until;
    DELETE FROM station_entry s USING opening o
     WHERE s.opening_id = ANY (wanted) AND o.id = s.opening_id
       AND (o.closed_at IS NOT NULL OR NOT station_shows(o.actor_id));
END $$;

CREATE FUNCTION station_write(wanted bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO station_text AS t (opening_id, document)
         SELECT told.id, to_tsvector('german', told.words) || to_tsvector('english', told.words)
           FROM (SELECT o.id,
                        concat_ws(' ', o.title, o.plain, o.place,
                                  (SELECT string_agg(k.words, ' ' ORDER BY k.kind) FROM kind_words k
                                    WHERE k.kind = ANY (o.kinds)),
                                  (SELECT string_agg(DISTINCT b.name, ' ')
                                     FROM seat_badge w JOIN badge b ON b.id = w.badge_id WHERE w.opening_id = o.id)) AS words
                   FROM opening o WHERE o.id = ANY (wanted)) AS told
    ON CONFLICT (opening_id) DO UPDATE SET document = excluded.document WHERE t.document <> excluded.document
$$;

CREATE FUNCTION station_follows_opening() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM station_enter(ARRAY[NEW.id]);
    IF TG_OP = 'INSERT' OR (NEW.title, NEW.plain, NEW.place, NEW.kinds, NEW.badges)
                           IS DISTINCT FROM (OLD.title, OLD.plain, OLD.place, OLD.kinds, OLD.badges) THEN
        PERFORM station_write(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER opening_searched AFTER INSERT OR UPDATE ON opening
    FOR EACH ROW EXECUTE FUNCTION station_follows_opening();

CREATE FUNCTION station_follows_exclusion() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    changed bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD.opening_id; ELSE changed := NEW.opening_id; END IF;
    UPDATE station_entry s SET excludes = EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = changed)
     WHERE s.opening_id = changed
       AND s.excludes <> EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = changed);
    RETURN NULL;
END $$;
CREATE TRIGGER exclusion_searched AFTER INSERT OR DELETE ON opening_exclusion
    FOR EACH ROW EXECUTE FUNCTION station_follows_exclusion();

CREATE FUNCTION station_follows_actor() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM station_enter(ARRAY(SELECT o.id FROM opening o WHERE o.actor_id = NEW.id));
    RETURN NULL;
END $$;
CREATE TRIGGER actor_searched AFTER UPDATE OF state, host ON actor
    FOR EACH ROW WHEN (OLD.state <> NEW.state OR OLD.host <> NEW.host) EXECUTE FUNCTION station_follows_actor();

CREATE FUNCTION station_follows_blocks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    -- Openings that come in meanwhile wait, and are judged by the new rule.
    LOCK TABLE station_entry IN SHARE ROW EXCLUSIVE MODE;
    PERFORM station_enter(ARRAY(
        SELECT o.id
          FROM (SELECT a.host, domain_severity(a.host) = 'allow' AS allowed
                  FROM (SELECT DISTINCT a.host FROM opening o JOIN actor a ON a.id = o.actor_id WHERE NOT o.local) AS a) AS h
          JOIN actor a ON a.host = h.host
          JOIN opening o ON o.actor_id = a.id AND NOT o.local AND o.closed_at IS NULL
         WHERE h.allowed <> EXISTS (SELECT FROM station_entry s WHERE s.opening_id = o.id)));
    RETURN NULL;
END $$;
CREATE TRIGGER block_searched AFTER INSERT OR UPDATE OR DELETE ON domain_block
    FOR EACH STATEMENT EXECUTE FUNCTION station_follows_blocks();

-- The digest of a day: one mail, and what it tells of, in one transaction that moves digest_at on.
ALTER TABLE member ADD COLUMN digest text NOT NULL DEFAULT 'daily' CHECK (digest IN ('daily', 'off'));
ALTER TABLE member ADD COLUMN digest_at timestamptz NOT NULL DEFAULT now() + interval '1 day';
ALTER TABLE member ADD COLUMN matched_until bigint NOT NULL DEFAULT 0; -- the newest opening that was held against theirs
CREATE INDEX member_digest ON member (digest_at) WHERE state = 'active';
ALTER TABLE saved_search DROP COLUMN run_at; -- the member's digest_at says when
ALTER TABLE notification ADD COLUMN search_id bigint REFERENCES saved_search ON DELETE CASCADE;

INSERT INTO kind_words (kind, words) VALUES
    ('speaking', 'Speaking at events Auf Veranstaltungen sprechen Speakers for events Vortragende für Veranstaltungen'),
    ('podcast-guest', 'Being a podcast guest In Podcasts zu Gast sein Podcast guests Gäste für einen Podcast'),
    ('podcast-hosting', 'Hosting podcasts Podcasts moderieren Podcast hosts Podcast-Moderation'),
    ('live-streaming', 'Live streaming Live-Streams mitgestalten People for a live stream Mitwirkende für einen Live-Stream'),
    ('panel-jury', 'Sitting on panels and juries In Podien und Jurys mitwirken Panel or jury members Leute für ein Podium oder eine Jury'),
    ('interview-press', 'Giving interviews Interviews geben People to interview Leute für ein Interview'),
    ('open-source', 'Contributing to open source An Open-Source-Projekten mitarbeiten Open-source contributors Mitarbeit an einem Open-Source-Projekt'),
    ('pair-programming', 'Pair programming Gemeinsam programmieren Somebody to program with Jemanden zum gemeinsamen Programmieren'),
    ('side-project', 'Joining a side project Bei einem Nebenprojekt mitmachen People for a side project Leute für ein Nebenprojekt'),
    ('co-founding', 'Co-founding Mitgründen A co-founder Jemanden zum Mitgründen'),
    ('co-writing', 'Writing together Gemeinsam schreiben A co-author Jemanden zum gemeinsamen Schreiben'),
    ('design', 'Designing Gestalten A designer Jemanden für die Gestaltung'),
    ('research', 'Doing research together Gemeinsam forschen Research partners Forschungspartnerschaft'),
    ('video-audio', 'Producing video and audio Video und Ton produzieren Somebody for video or audio Jemanden für Video oder Ton'),
    ('art-music', 'Making art and music Kunst und Musik machen Artists or musicians Leute für Kunst oder Musik'),
    ('hackathon', 'Joining a hackathon team In einem Hackathon-Team mitmachen People for a hackathon team Leute für ein Hackathon-Team'),
    ('beta-testing', 'Testing early versions Frühe Versionen testen Beta testers Leute, die eine frühe Version testen'),
    ('user-research', 'Taking part in user research An Nutzerforschung teilnehmen Participants for user research Teilnehmende für Nutzerforschung'),
    ('code-review', 'Reviewing code Code begutachten A code review Eine Begutachtung von Code'),
    ('design-critique', 'Critiquing designs Entwürfe besprechen A design critique Eine Besprechung eines Entwurfs'),
    ('text-review', 'Reading and editing texts Texte gegenlesen Somebody to read a text Jemanden, der einen Text gegenliest'),
    ('peer-review', 'Peer review Fachliche Gutachten schreiben Peer reviewers Fachliche Gutachten'),
    ('accessibility-check', 'Checking accessibility Barrierefreiheit prüfen An accessibility check Eine Prüfung der Barrierefreiheit'),
    ('translation', 'Translating Übersetzen A translator Jemanden, der übersetzt'),
    ('mentoring', 'Mentoring Mentoring geben A mentor Jemanden für ein Mentoring'),
    ('advising', 'Advising Beraten An advisor Jemanden, der berät'),
    ('board-seat', 'Serving on a board In einem Beirat oder Vorstand mitwirken Board members Leute für einen Beirat oder Vorstand'),
    ('teaching', 'Teaching Unterrichten A teacher Jemanden, der unterrichtet'),
    ('workshop', 'Running workshops Workshops leiten Somebody to run a workshop Jemanden, der einen Workshop leitet'),
    ('office-hours', 'Holding office hours Eine offene Sprechstunde anbieten Office hours with somebody experienced Eine Sprechstunde bei erfahrenen Leuten'),
    ('portfolio-review', 'Reviewing portfolios and applications Mappen und Bewerbungen ansehen A portfolio review Einen Blick auf meine Mappe oder Bewerbung'),
    ('angel-investing', 'Angel investing Als Angel investieren Angel investors Angel-Investment'),
    ('fundraising', 'Helping with fundraising Beim Einwerben von Geld helfen Help with fundraising Hilfe beim Einwerben von Geld'),
    ('grant-giving', 'Giving grants Fördermittel vergeben A grant Fördermittel'),
    ('sponsoring', 'Sponsoring Sponsern Sponsors Sponsorinnen und Sponsoren'),
    ('full-time', 'Working full-time In Vollzeit arbeiten Somebody for a full-time role Jemanden für eine Vollzeitstelle'),
    ('part-time', 'Working part-time In Teilzeit arbeiten Somebody for a part-time role Jemanden für eine Teilzeitstelle'),
    ('freelance', 'Freelancing Freiberuflich arbeiten A freelancer Jemanden für freie Mitarbeit'),
    ('fractional', 'A fractional role Eine Führungsrolle auf Zeit übernehmen Somebody for a fractional role Jemanden für eine Führungsrolle auf Zeit'),
    ('internship', 'Doing an internship Ein Praktikum machen An intern Jemanden für ein Praktikum'),
    ('apprenticeship', 'Starting an apprenticeship Eine Ausbildung beginnen An apprentice Jemanden für eine Ausbildung'),
    ('hiring', 'Offering jobs Stellen anbieten A job Eine Stelle'),
    ('agency-partnership', 'Partnering as an agency Als Agentur zusammenarbeiten A partner agency Eine Partneragentur'),
    ('organising', 'Helping to organise Beim Organisieren helfen People to organise with Leute, die mit organisieren'),
    ('volunteering', 'Volunteering Ehrenamtlich helfen Volunteers Ehrenamtliche'),
    ('introductions', 'Introducing people Leute miteinander bekannt machen Introductions Jemanden, der mich mit Leuten bekannt macht'),
    ('moderating', 'Moderating communities Gemeinschaften moderieren Community moderators Leute, die eine Gemeinschaft moderieren');

SELECT station_enter(ARRAY(SELECT id FROM opening));
SELECT station_write(ARRAY(SELECT id FROM opening));
