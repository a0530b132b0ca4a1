-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The schema that the migrations make. Written by scripts/dump-schema; a test compares it.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE FUNCTION public.award_stands(state text, expires_at timestamp with time zone, issuer_id bigint, recipient_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    IF award_stands.state = 'accepted' AND (award_stands.expires_at IS NULL OR award_stands.expires_at > now()) THEN
        RETURN EXISTS (SELECT FROM actor a
                        WHERE a.id = award_stands.issuer_id AND a.state NOT IN ('suspended', 'gone')
                          AND NOT a.home_suspended
                          AND (a.local OR domain_severity(a.host) <> 'suspend')
                          AND NOT EXISTS (SELECT FROM organisation o
                                           WHERE o.actor_id = a.id
                                             AND (o.state = 'lapsed' OR (a.local AND o.state <> 'verified'))))
           AND NOT EXISTS (SELECT FROM block b
                            WHERE (b.actor_id = award_stands.issuer_id AND b.blocked_id = award_stands.recipient_id)
                               OR (b.actor_id = award_stands.recipient_id AND b.blocked_id = award_stands.issuer_id));
    END IF;
    RETURN false;
END $$;
CREATE FUNCTION public.circle_box(latitude double precision, longitude double precision, km double precision) RETURNS box
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
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
CREATE FUNCTION public.collaborator_follows_credit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    changed credit%ROWTYPE;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD; ELSE changed := NEW; END IF;
    UPDATE collaborator c
       SET confirmed_at = CASE WHEN TG_OP <> 'DELETE' AND changed.state = 'confirmed'
                               THEN coalesce(changed.answered_at, changed.requested_at) END
      FROM highlight h
     WHERE h.uri = changed.highlight_uri AND h.actor_id = changed.author_id
       AND c.highlight_id = h.id AND c.actor_id = changed.collaborator_id;
    RETURN NULL;
END $$;
CREATE FUNCTION public.collaborator_looks_up_credit() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    NEW.confirmed_at := (SELECT coalesce(k.answered_at, k.requested_at)
                           FROM highlight h
                           JOIN credit k ON k.highlight_uri = h.uri AND k.author_id = h.actor_id
                          WHERE h.id = NEW.highlight_id AND k.collaborator_id = NEW.actor_id AND k.state = 'confirmed');
    RETURN NEW;
END $$;
CREATE FUNCTION public.credit_distance(one bigint, other bigint) RETURNS integer
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    RETURN (WITH near(id) AS (
        SELECT c.collaborator_id FROM credit c WHERE c.author_id = credit_distance.one AND c.state = 'confirmed'
        UNION
        SELECT c.author_id FROM credit c WHERE c.collaborator_id = credit_distance.one AND c.state = 'confirmed'
    )
    SELECT CASE
        WHEN EXISTS (SELECT FROM near WHERE near.id = credit_distance.other) THEN 1
        WHEN EXISTS (SELECT FROM near JOIN credit c ON c.author_id = near.id
                      WHERE c.collaborator_id = credit_distance.other AND c.state = 'confirmed')
          OR EXISTS (SELECT FROM near JOIN credit c ON c.collaborator_id = near.id
                      WHERE c.author_id = credit_distance.other AND c.state = 'confirmed') THEN 2
    END);
END $$;
CREATE FUNCTION public.credits_end_with_highlight() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM end_credits(OLD.uri, OLD.actor_id);
    RETURN NULL;
END $$;
CREATE FUNCTION public.distance_km(a_latitude double precision, a_longitude double precision, b_latitude double precision, b_longitude double precision) RETURNS double precision
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT 12742 * asin(least(1, sqrt(
               power(sind((b_latitude - a_latitude) / 2), 2)
               + cosd(a_latitude) * cosd(b_latitude) * power(sind((b_longitude - a_longitude) / 2), 2))))
$$;
CREATE FUNCTION public.domain_severity(host text) RETURNS text
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
DECLARE
    name text := split_part(host, ':', 1);
BEGIN
    RETURN coalesce((SELECT d.severity
                       FROM domain_block d
                      WHERE name = split_part(d.domain, ':', 1) OR right(name, length(d.domain) + 1) = '.' || d.domain
                      ORDER BY length(d.domain) DESC
                      LIMIT 1), 'allow');
END $$;
CREATE FUNCTION public.domains_over(authority text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
    SELECT array_append(array_agg(array_to_string(labels[i:], '.')), authority)
      FROM string_to_array(regexp_replace(authority, ':[0-9]+$', ''), '.') AS labels,
           generate_series(1, array_length(labels, 1)) AS i
$_$;
CREATE FUNCTION public.end_credits(highlight_uri text, author_id bigint) RETURNS void
    LANGUAGE sql
    AS $$
    DELETE FROM credit k
     WHERE k.highlight_uri = end_credits.highlight_uri AND k.author_id = end_credits.author_id
       AND NOT (k.state = 'confirmed' AND EXISTS (SELECT FROM actor a
                                                   WHERE a.id IN (k.author_id, k.collaborator_id) AND a.local));
    UPDATE credit k SET check_at = NULL
     WHERE k.highlight_uri = end_credits.highlight_uri AND k.author_id = end_credits.author_id;
$$;
CREATE FUNCTION public.folded(t text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, t))
$$;
CREATE FUNCTION public.is_excluded(viewer bigint, opening_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    RETURN EXISTS (
        SELECT
          FROM opening_exclusion e
          LEFT JOIN organisation o ON o.actor_id = e.actor_id AND o.state <> 'claimed'
         CROSS JOIN LATERAL (SELECT coalesce(e.domain, o.domain) AS name) domain
         WHERE e.opening_id = is_excluded.opening_id
           AND (e.actor_id = viewer
                OR e.actor_id IN (SELECT r.organisation_id FROM organisation_role r WHERE r.member_id = viewer)
                OR EXISTS (SELECT FROM actor a JOIN actor who ON lower(who.host) = lower(a.host)
                            WHERE a.id = viewer AND NOT a.local AND a.kind = 'Application' AND who.id = e.actor_id)
                OR EXISTS (SELECT FROM organisation g
                             JOIN actor firm ON firm.id = g.actor_id
                             JOIN actor a ON lower(a.host) = lower(firm.host)
                            WHERE a.id = viewer AND NOT a.local AND a.kind = 'Application'
                              AND g.state = 'verified' AND domain.name = ANY (domains_over(g.domain)))
                OR domain.name = ANY (SELECT unnest(domains_over(lower(a.host))) FROM actor a WHERE a.id = viewer AND NOT a.local)
                OR domain.name = ANY (SELECT unnest(domains_over(g.domain)) FROM organisation g
                                        LEFT JOIN organisation_role r ON r.organisation_id = g.actor_id
                                       WHERE g.actor_id = viewer OR r.member_id = viewer)
                OR domain.name = ANY (SELECT unnest(domains_over(lower(split_part(m.email, '@', 2)))) FROM member m
                                       WHERE m.actor_id = viewer)));
END $$;
CREATE FUNCTION public.milliseconds(t timestamp with time zone) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT floor(extract(epoch FROM t) * 1000)::bigint
$$;
CREATE FUNCTION public.opening_visible_to(viewer bigint, opening_id bigint, owner_id bigint, local boolean, audience text, direct boolean) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    IF viewer = owner_id
       OR EXISTS (SELECT FROM organisation_role r WHERE r.organisation_id = owner_id AND r.member_id = viewer) THEN
        RETURN true;
    END IF;
    IF visible_to(viewer, NULL, owner_id, 'public', direct) IS NOT TRUE THEN
        RETURN false;
    END IF;
    IF NOT opening_visible_to.local THEN
        IF opening_visible_to.audience = 'everyone' THEN
            RETURN true;
        END IF;
        RETURN EXISTS (SELECT FROM opening_recipient t JOIN actor who ON who.id = t.actor_id
                        WHERE t.opening_id = opening_visible_to.opening_id
                          AND (t.actor_id = viewer
                               OR (who.local AND who.username = 'station'
                                   AND EXISTS (SELECT FROM member m WHERE m.actor_id = viewer))
                               OR EXISTS (SELECT FROM organisation_role r
                                           WHERE r.organisation_id = t.actor_id AND r.member_id = viewer)));
    END IF;
    -- Nobody whom we cannot name, or the excluded would only have to sign out.
    IF EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = opening_visible_to.opening_id)
       AND (viewer IS NULL OR is_excluded(viewer, opening_visible_to.opening_id)) THEN
        RETURN false;
    END IF;
    RETURN CASE
        WHEN opening_visible_to.audience = 'everyone' THEN true
        WHEN viewer IS NULL THEN false
        WHEN opening_visible_to.audience = 'instance' THEN EXISTS (SELECT FROM actor a WHERE a.id = viewer AND a.local)
        WHEN opening_visible_to.audience = 'pacts' THEN
            EXISTS (SELECT FROM actor a WHERE a.id = viewer AND (a.local OR pact_holds(a.host)))
        WHEN opening_visible_to.audience = 'verified_organisations' THEN
            EXISTS (SELECT FROM organisation o LEFT JOIN organisation_role r ON r.organisation_id = o.actor_id
                     WHERE o.state = 'verified' AND (o.actor_id = viewer OR r.member_id = viewer))
        ELSE credit_distance(viewer, owner_id) IS NOT NULL
    END;
END $$;
CREATE FUNCTION public.pact_holds(host text) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    RETURN EXISTS (SELECT
                     FROM pact p
                     JOIN follow ours ON ours.followed_id = p.station_id AND ours.state = 'accepted'
                     JOIN actor here ON here.id = ours.follower_id AND here.local AND here.username = 'station'
                     JOIN follow theirs ON theirs.follower_id = p.station_id AND theirs.followed_id = here.id
                                       AND theirs.state = 'accepted'
                    WHERE p.host = pact_holds.host);
END $$;
CREATE FUNCTION public.snowflake() RETURNS bigint
    LANGUAGE sql
    AS $$
    SELECT ((floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint - 1767225600000) << 12)
           | (nextval('snowflake_sequence') & 4095)
$$;
CREATE FUNCTION public.snowflake_at(t timestamp with time zone) RETURNS bigint
    LANGUAGE sql
    AS $$
    SELECT CASE WHEN t >= '2026-01-01T01:00:00Z'
                THEN ((milliseconds(t) - 1767225600000) << 12) | (nextval('snowflake_sequence') & 4095)
                ELSE greatest(floor(extract(epoch FROM t)), 0)::bigint * 8 + 1 + (nextval('snowflake_sequence') & 7)
           END
$$;
CREATE FUNCTION public.station_enter(wanted bigint[]) RETURNS void
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.station_follows_actor() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM station_enter(ARRAY(SELECT o.id FROM opening o WHERE o.actor_id = NEW.id));
    RETURN NULL;
END $$;
CREATE FUNCTION public.station_follows_blocks() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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
CREATE FUNCTION public.station_follows_exclusion() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    changed bigint;
BEGIN
    IF TG_OP = 'DELETE' THEN changed := OLD.opening_id; ELSE changed := NEW.opening_id; END IF;
    UPDATE station_entry s SET excludes = EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = changed)
     WHERE s.opening_id = changed
       AND s.excludes <> EXISTS (SELECT FROM opening_exclusion e WHERE e.opening_id = changed);
    RETURN NULL;
END $$;
CREATE FUNCTION public.station_follows_opening() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    PERFORM station_enter(ARRAY[NEW.id]);
    IF TG_OP = 'INSERT' OR (NEW.title, NEW.plain, NEW.place, NEW.kinds, NEW.badges)
                           IS DISTINCT FROM (OLD.title, OLD.plain, OLD.place, OLD.kinds, OLD.badges) THEN
        PERFORM station_write(ARRAY[NEW.id]);
    END IF;
    RETURN NULL;
END $$;
CREATE FUNCTION public.station_shows(owner_id bigint) RETURNS boolean
    LANGUAGE plpgsql STABLE
    AS $$
BEGIN
    RETURN (SELECT a.state = 'active' AND NOT a.home_suspended AND (a.local OR domain_severity(a.host) = 'allow')
              FROM actor a
             WHERE a.id = owner_id);
END $$;
CREATE FUNCTION public.station_write(wanted bigint[]) RETURNS void
    LANGUAGE sql
    AS $$
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
CREATE FUNCTION public.visible_to(viewer bigint, highlight_id bigint, author_id bigint, visibility text, direct boolean) RETURNS boolean
    LANGUAGE plpgsql STABLE PARALLEL SAFE
    AS $$
BEGIN
    RETURN (SELECT CASE
        WHEN author.state IN ('suspended', 'gone') OR author.severity = 'suspend' THEN false
        WHEN viewer = author_id THEN true
        WHEN EXISTS (SELECT FROM block b WHERE b.actor_id = author_id AND b.blocked_id = viewer) THEN false
        WHEN (author.state = 'silenced' OR author.severity = 'silence')
             AND NOT (direct AND (author.local OR author.followed)) THEN false
        WHEN visible_to.visibility = 'public' THEN true
        WHEN visible_to.visibility = 'followers' THEN author.followed
        ELSE EXISTS (SELECT FROM highlight_audience named
                      WHERE named.highlight_id = visible_to.highlight_id AND named.actor_id = viewer)
    END
      FROM (SELECT CASE WHEN a.home_suspended THEN 'suspended' ELSE a.state END AS state,
                   a.local,
                   CASE WHEN a.local THEN 'allow' ELSE domain_severity(a.host) END AS severity,
                   EXISTS (SELECT FROM follow f
                            WHERE f.followed_id = a.id AND f.follower_id = viewer AND f.state = 'accepted') AS followed
              FROM actor a
             WHERE a.id = author_id) AS author);
END $$;
CREATE TABLE public.access_token (
    id bigint DEFAULT public.snowflake() NOT NULL,
    token_hash bytea NOT NULL,
    actor_id bigint NOT NULL,
    scopes text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    revoked_at timestamp with time zone
);
CREATE TABLE public.activity (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    actor_id bigint NOT NULL,
    type text NOT NULL,
    object_uri text DEFAULT ''::text NOT NULL,
    highlight_id bigint,
    public boolean NOT NULL,
    body text NOT NULL,
    followers_of bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.actor (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    local boolean NOT NULL,
    kind text NOT NULL,
    username text NOT NULL,
    host text NOT NULL,
    name text DEFAULT ''::text NOT NULL,
    summary text DEFAULT ''::text NOT NULL,
    url text,
    icon_url text,
    inbox text NOT NULL,
    shared_inbox text,
    outbox text,
    followers text,
    following text,
    featured text,
    also_known_as text[] DEFAULT '{}'::text[] NOT NULL,
    moved_to text,
    approves_followers boolean DEFAULT false NOT NULL,
    discoverable boolean DEFAULT false NOT NULL,
    indexable boolean DEFAULT false NOT NULL,
    fields jsonb DEFAULT '[]'::jsonb NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    published timestamp with time zone DEFAULT now() NOT NULL,
    updated_at timestamp with time zone DEFAULT now() NOT NULL,
    fetched_at timestamp with time zone,
    moved_at timestamp with time zone,
    called text GENERATED ALWAYS AS (public.folded(((name || ' '::text) || username))) STORED,
    home_suspended boolean DEFAULT false NOT NULL,
    CONSTRAINT actor_featured_check CHECK ((length(featured) <= 2048)),
    CONSTRAINT actor_followers_check CHECK ((length(followers) <= 2048)),
    CONSTRAINT actor_following_check CHECK ((length(following) <= 2048)),
    CONSTRAINT actor_host_check CHECK ((length(host) <= 259)),
    CONSTRAINT actor_icon_url_check CHECK ((length(icon_url) <= 2048)),
    CONSTRAINT actor_inbox_check CHECK ((length(inbox) <= 2048)),
    CONSTRAINT actor_kind_check CHECK ((kind = ANY (ARRAY['Person'::text, 'Organization'::text, 'Group'::text, 'Application'::text, 'Service'::text]))),
    CONSTRAINT actor_moved_to_check CHECK ((length(moved_to) <= 2048)),
    CONSTRAINT actor_name_check CHECK ((length(name) <= 2048)),
    CONSTRAINT actor_outbox_check CHECK ((length(outbox) <= 2048)),
    CONSTRAINT actor_shared_inbox_check CHECK ((length(shared_inbox) <= 2048)),
    CONSTRAINT actor_state_check CHECK ((state = ANY (ARRAY['active'::text, 'silenced'::text, 'suspended'::text, 'gone'::text]))),
    CONSTRAINT actor_summary_check CHECK ((length(summary) <= 102400)),
    CONSTRAINT actor_uri_check CHECK ((length(uri) <= 2048)),
    CONSTRAINT actor_url_check CHECK ((length(url) <= 2048)),
    CONSTRAINT actor_username_check CHECK (((length(username) >= 1) AND (length(username) <= 255)))
);
CREATE TABLE public.admission (
    actor_id bigint NOT NULL,
    kind text NOT NULL,
    invitation_id bigint,
    waitlist_entry_id bigint,
    inviter_id bigint,
    admitted_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT admission_kind_check CHECK ((kind = ANY (ARRAY['invitation'::text, 'waitlist'::text, 'operator'::text])))
);
CREATE TABLE public.announce (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    actor_id bigint NOT NULL,
    highlight_id bigint NOT NULL,
    published timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT announce_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.award (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    source text NOT NULL,
    badge_id bigint,
    achievement_uri text DEFAULT ''::text NOT NULL,
    issuer_id bigint NOT NULL,
    recipient_id bigint NOT NULL,
    issued_by bigint,
    name text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    criteria text DEFAULT ''::text NOT NULL,
    image_url text,
    evidence_uri text,
    offer_uri text,
    state text NOT NULL,
    document text NOT NULL,
    key text,
    issued_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone,
    offered_at timestamp with time zone DEFAULT now() NOT NULL,
    answered_at timestamp with time zone,
    revoked_at timestamp with time zone,
    checked_at timestamp with time zone,
    check_at timestamp with time zone,
    CONSTRAINT award_achievement_uri_check CHECK ((length(achievement_uri) <= 2048)),
    CONSTRAINT award_check CHECK ((issuer_id <> recipient_id)),
    CONSTRAINT award_criteria_check CHECK ((length(criteria) <= 5000)),
    CONSTRAINT award_description_check CHECK ((length(description) <= 5000)),
    CONSTRAINT award_document_check CHECK ((length(document) <= 65536)),
    CONSTRAINT award_evidence_uri_check CHECK ((length(evidence_uri) <= 2048)),
    CONSTRAINT award_image_url_check CHECK ((length(image_url) <= 2048)),
    CONSTRAINT award_key_check CHECK ((length(key) <= 100)),
    CONSTRAINT award_name_check CHECK (((length(name) >= 1) AND (length(name) <= 200))),
    CONSTRAINT award_offer_uri_check CHECK ((length(offer_uri) <= 2048)),
    CONSTRAINT award_source_check CHECK ((source = ANY (ARRAY['own'::text, 'open_badges'::text, 'badgefed'::text]))),
    CONSTRAINT award_state_check CHECK ((state = ANY (ARRAY['offered'::text, 'accepted'::text, 'declined'::text, 'revoked'::text]))),
    CONSTRAINT award_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.badge (
    id bigint DEFAULT public.snowflake() NOT NULL,
    actor_id bigint,
    slug text NOT NULL,
    host text DEFAULT ''::text NOT NULL,
    name text NOT NULL,
    hue smallint DEFAULT 205 NOT NULL,
    icon text DEFAULT 'sparkles'::text NOT NULL,
    description text DEFAULT ''::text NOT NULL,
    kind text DEFAULT 'subject'::text NOT NULL,
    creator_id bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT badge_description_check CHECK ((length(description) <= 1000)),
    CONSTRAINT badge_hue_check CHECK (((hue >= 0) AND (hue <= 359))),
    CONSTRAINT badge_icon_check CHECK ((length(icon) <= 60)),
    CONSTRAINT badge_kind_check CHECK ((kind = ANY (ARRAY['role'::text, 'craft'::text, 'subject'::text, 'industry'::text, 'language'::text, 'place'::text, 'community'::text, 'life_event'::text, 'fun'::text]))),
    CONSTRAINT badge_name_check CHECK (((length(name) >= 1) AND (length(name) <= 80))),
    CONSTRAINT badge_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60)))
);
CREATE TABLE public.badge_alias (
    badge_id bigint NOT NULL,
    slug text NOT NULL,
    CONSTRAINT badge_alias_slug_check CHECK ((length(slug) <= 60))
);
CREATE TABLE public.badge_rarity (
    day date NOT NULL,
    slug text NOT NULL,
    openings integer NOT NULL
);
CREATE TABLE public.block (
    actor_id bigint NOT NULL,
    blocked_id bigint NOT NULL,
    uri text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT block_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.collaborator (
    highlight_id bigint NOT NULL,
    handle text NOT NULL,
    actor_id bigint,
    confirmed_at timestamp with time zone,
    CONSTRAINT collaborator_handle_check CHECK ((length(handle) <= 320))
);
CREATE TABLE public.credit (
    id bigint DEFAULT public.snowflake() NOT NULL,
    request_uri text,
    uri text,
    highlight_uri text NOT NULL,
    author_id bigint NOT NULL,
    collaborator_id bigint NOT NULL,
    role text DEFAULT ''::text NOT NULL,
    digest text NOT NULL,
    headline text DEFAULT ''::text NOT NULL,
    plain text DEFAULT ''::text NOT NULL,
    context_uri text,
    state text NOT NULL,
    evidence text,
    document text,
    key text,
    checked_at timestamp with time zone,
    check_at timestamp with time zone,
    requested_at timestamp with time zone DEFAULT now() NOT NULL,
    answered_at timestamp with time zone,
    CONSTRAINT credit_check CHECK ((author_id <> collaborator_id)),
    CONSTRAINT credit_context_uri_check CHECK ((length(context_uri) <= 2048)),
    CONSTRAINT credit_digest_check CHECK ((length(digest) <= 100)),
    CONSTRAINT credit_document_check CHECK ((length(document) <= 16384)),
    CONSTRAINT credit_evidence_check CHECK ((evidence = ANY (ARRAY['authorization'::text, 'reply'::text]))),
    CONSTRAINT credit_headline_check CHECK ((length(headline) <= 300)),
    CONSTRAINT credit_highlight_uri_check CHECK ((length(highlight_uri) <= 2048)),
    CONSTRAINT credit_key_check CHECK ((length(key) <= 100)),
    CONSTRAINT credit_plain_check CHECK ((length(plain) <= 102400)),
    CONSTRAINT credit_request_uri_check CHECK ((length(request_uri) <= 2048)),
    CONSTRAINT credit_role_check CHECK ((length(role) <= 100)),
    CONSTRAINT credit_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'confirmed'::text, 'declined'::text, 'revoked'::text]))),
    CONSTRAINT credit_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.delivery (
    peer_id bigint NOT NULL,
    activity_id bigint NOT NULL,
    inbox_id bigint NOT NULL,
    lane smallint NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    refusals smallint DEFAULT 0 NOT NULL,
    not_before timestamp with time zone,
    expires_at timestamp with time zone NOT NULL
)
WITH (autovacuum_vacuum_scale_factor='0.02', autovacuum_vacuum_cost_delay='0');
CREATE TABLE public.domain_block (
    domain text NOT NULL,
    severity text NOT NULL,
    reason text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT domain_block_severity_check CHECK ((severity = ANY (ARRAY['allow'::text, 'silence'::text, 'suspend'::text])))
);
CREATE TABLE public.featured (
    actor_id bigint NOT NULL,
    highlight_id bigint NOT NULL,
    featured_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.follow (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    follower_id bigint NOT NULL,
    followed_id bigint NOT NULL,
    state text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    accepted_at timestamp with time zone,
    CONSTRAINT follow_check CHECK ((follower_id <> followed_id)),
    CONSTRAINT follow_state_check CHECK ((state = ANY (ARRAY['requested'::text, 'accepted'::text]))),
    CONSTRAINT follow_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.highlight (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    actor_id bigint NOT NULL,
    local boolean NOT NULL,
    headline text DEFAULT ''::text NOT NULL,
    markdown text,
    html text NOT NULL,
    activity text DEFAULT ''::text NOT NULL,
    language text,
    visibility text NOT NULL,
    happened_from date,
    happened_to date,
    url text,
    quiet boolean DEFAULT false NOT NULL,
    published timestamp with time zone DEFAULT now() NOT NULL,
    edited_at timestamp with time zone,
    fetched_at timestamp with time zone,
    found boolean DEFAULT false NOT NULL,
    content_edited_at timestamp with time zone,
    CONSTRAINT highlight_activity_check CHECK ((length(activity) <= 60)),
    CONSTRAINT highlight_headline_check CHECK ((length(headline) <= 300)),
    CONSTRAINT highlight_html_check CHECK ((length(html) <= 102400)),
    CONSTRAINT highlight_language_check CHECK ((length(language) <= 35)),
    CONSTRAINT highlight_markdown_check CHECK ((length(markdown) <= 20000)),
    CONSTRAINT highlight_uri_check CHECK ((length(uri) <= 2048)),
    CONSTRAINT highlight_url_check CHECK ((length(url) <= 2048)),
    CONSTRAINT highlight_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'followers'::text, 'named'::text])))
);
CREATE TABLE public.highlight_audience (
    highlight_id bigint NOT NULL,
    actor_id bigint NOT NULL
);
CREATE TABLE public.highlight_badge (
    highlight_id bigint NOT NULL,
    badge_id bigint NOT NULL,
    "position" smallint NOT NULL
);
CREATE TABLE public.highlight_link (
    highlight_id bigint NOT NULL,
    "position" smallint NOT NULL,
    url text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    CONSTRAINT highlight_link_title_check CHECK ((length(title) <= 300)),
    CONSTRAINT highlight_link_url_check CHECK ((length(url) <= 2048))
);
CREATE TABLE public.highlight_revision (
    highlight_id bigint NOT NULL,
    revision integer NOT NULL,
    headline text NOT NULL,
    markdown text,
    html text NOT NULL,
    written_at timestamp with time zone NOT NULL
);
CREATE TABLE public.idempotency (
    actor_id bigint NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer NOT NULL,
    answer text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT idempotency_complete CHECK (((status >= 200) AND (status <= 299))),
    CONSTRAINT idempotency_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255)))
);
CREATE TABLE public.inbox_item (
    id bigint DEFAULT public.snowflake() NOT NULL,
    activity_uri text NOT NULL,
    actor_uri text NOT NULL,
    sender_host text NOT NULL,
    type text NOT NULL,
    body text NOT NULL,
    recipient_id bigint,
    trusted boolean NOT NULL,
    lane text NOT NULL,
    received_at timestamp with time zone DEFAULT now() NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    attempts smallint DEFAULT 0 NOT NULL,
    lease_until timestamp with time zone,
    outcome text,
    finished_at timestamp with time zone,
    synchronization text,
    limited boolean DEFAULT false NOT NULL,
    CONSTRAINT inbox_item_activity_uri_check CHECK ((length(activity_uri) <= 2048)),
    CONSTRAINT inbox_item_actor_uri_check CHECK ((length(actor_uri) <= 2048))
);
CREATE TABLE public.instance (
    singleton boolean DEFAULT true NOT NULL,
    domain text NOT NULL,
    base_url text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT instance_singleton_check CHECK (singleton)
);
CREATE TABLE public.introduction (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    offer text NOT NULL,
    offer_uri text NOT NULL,
    opening_uri text NOT NULL,
    asker_id bigint NOT NULL,
    introducer_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    message text NOT NULL,
    state text NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sentence text DEFAULT ''::text NOT NULL,
    CONSTRAINT introduction_message_check CHECK ((length(message) <= 600)),
    CONSTRAINT introduction_offer_check CHECK ((length(offer) <= 65536)),
    CONSTRAINT introduction_offer_uri_check CHECK ((length(offer_uri) <= 2048)),
    CONSTRAINT introduction_opening_uri_check CHECK ((length(opening_uri) <= 2048)),
    CONSTRAINT introduction_sentence_check CHECK ((length(sentence) <= 300)),
    CONSTRAINT introduction_state_check CHECK ((state = ANY (ARRAY['asked'::text, 'passed_on'::text, 'lapsed'::text, 'withdrawn'::text]))),
    CONSTRAINT introduction_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.invitation (
    id bigint DEFAULT public.snowflake() NOT NULL,
    code_hash bytea NOT NULL,
    inviter_id bigint,
    note text DEFAULT ''::text NOT NULL,
    email text,
    uses integer NOT NULL,
    used integer DEFAULT 0 NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT invitation_check CHECK (((used >= 0) AND (used <= uses))),
    CONSTRAINT invitation_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT invitation_note_check CHECK ((length(note) <= 500)),
    CONSTRAINT invitation_uses_check CHECK (((uses >= 1) AND (uses <= 1000)))
);
CREATE TABLE public.kind_words (
    kind text NOT NULL,
    words text NOT NULL
);
CREATE TABLE public.media (
    id bigint DEFAULT public.snowflake() NOT NULL,
    actor_id bigint NOT NULL,
    highlight_id bigint,
    "position" smallint DEFAULT 0 NOT NULL,
    file text,
    url text NOT NULL,
    avatar boolean DEFAULT false NOT NULL,
    media_type text NOT NULL,
    alt text DEFAULT ''::text NOT NULL,
    blurhash text,
    width integer,
    height integer,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT media_alt_check CHECK ((length(alt) <= 1500)),
    CONSTRAINT media_blurhash_check CHECK ((length(blurhash) <= 100)),
    CONSTRAINT media_file_check CHECK ((length(file) <= 100)),
    CONSTRAINT media_url_check CHECK ((length(url) <= 2048))
);
CREATE TABLE public.member (
    actor_id bigint NOT NULL,
    email text NOT NULL,
    password_hash text,
    role text DEFAULT 'member'::text NOT NULL,
    state text DEFAULT 'active'::text NOT NULL,
    bio text DEFAULT ''::text NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    shows_follows boolean DEFAULT false NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    digest text DEFAULT 'daily'::text NOT NULL,
    digest_at timestamp with time zone DEFAULT (now() + '1 day'::interval) NOT NULL,
    matched_until bigint DEFAULT 0 NOT NULL,
    CONSTRAINT member_bio_check CHECK ((length(bio) <= 5000)),
    CONSTRAINT member_digest_check CHECK ((digest = ANY (ARRAY['daily'::text, 'off'::text]))),
    CONSTRAINT member_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT member_role_check CHECK ((role = ANY (ARRAY['member'::text, 'gatekeeper'::text, 'moderator'::text, 'admin'::text]))),
    CONSTRAINT member_state_check CHECK ((state = ANY (ARRAY['active'::text, 'suspended'::text, 'deleted'::text])))
);
CREATE TABLE public.multiverse_item (
    member_id bigint NOT NULL,
    highlight_id bigint NOT NULL,
    by_follow boolean NOT NULL,
    by_name boolean DEFAULT false NOT NULL,
    followed_badges bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    shared_badges bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    announced_by bigint[] DEFAULT '{}'::bigint[] NOT NULL,
    by_credit boolean DEFAULT false NOT NULL
);
CREATE TABLE public.notification (
    id bigint DEFAULT public.snowflake() NOT NULL,
    member_id bigint NOT NULL,
    kind text NOT NULL,
    actor_id bigint,
    request_id bigint,
    opening_id bigint,
    credit_id bigint,
    subject_uri text DEFAULT ''::text NOT NULL,
    once text,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    read_at timestamp with time zone,
    mailed_at timestamp with time zone,
    search_id bigint,
    dismissed_at timestamp with time zone,
    CONSTRAINT notification_kind_check CHECK ((length(kind) <= 60)),
    CONSTRAINT notification_once_check CHECK ((length(once) <= 300)),
    CONSTRAINT notification_subject_uri_check CHECK ((length(subject_uri) <= 2048))
);
CREATE TABLE public.opening (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    form text NOT NULL,
    actor_id bigint NOT NULL,
    local boolean NOT NULL,
    direction text NOT NULL,
    title text DEFAULT ''::text NOT NULL,
    markdown text,
    html text NOT NULL,
    plain text NOT NULL,
    language text,
    terms text[] DEFAULT '{}'::text[] NOT NULL,
    in_exchange text DEFAULT ''::text NOT NULL,
    at_distance boolean DEFAULT true NOT NULL,
    place text DEFAULT ''::text NOT NULL,
    latitude double precision,
    longitude double precision,
    radius_km integer,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    questions text[] DEFAULT '{}'::text[] NOT NULL,
    audience text DEFAULT 'everyone'::text NOT NULL,
    capacity integer,
    month date,
    agreed integer DEFAULT 0 NOT NULL,
    full_until timestamp with time zone,
    ends_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    asked_again_at timestamp with time zone,
    renews_id bigint,
    kinds text[] DEFAULT '{}'::text[] NOT NULL,
    badges text[] DEFAULT '{}'::text[] NOT NULL,
    url text,
    published timestamp with time zone DEFAULT now() NOT NULL,
    edited_at timestamp with time zone,
    fetched_at timestamp with time zone,
    news bigint,
    CONSTRAINT opening_agreed_check CHECK ((agreed >= 0)),
    CONSTRAINT opening_audience_check CHECK ((audience = ANY (ARRAY['everyone'::text, 'instance'::text, 'pacts'::text, 'verified_organisations'::text, 'two_credits'::text]))),
    CONSTRAINT opening_capacity_check CHECK (((capacity >= 1) AND (capacity <= 1000))),
    CONSTRAINT opening_direction_check CHECK ((direction = ANY (ARRAY['offering'::text, 'looking'::text]))),
    CONSTRAINT opening_form_check CHECK ((form = ANY (ARRAY['openness'::text, 'call'::text]))),
    CONSTRAINT opening_html_check CHECK ((length(html) <= 102400)),
    CONSTRAINT opening_in_exchange_check CHECK ((length(in_exchange) <= 60)),
    CONSTRAINT opening_language_check CHECK ((length(language) <= 35)),
    CONSTRAINT opening_latitude_check CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
    CONSTRAINT opening_longitude_check CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
    CONSTRAINT opening_markdown_check CHECK ((length(markdown) <= 5000)),
    CONSTRAINT opening_place_check CHECK ((length(place) <= 200)),
    CONSTRAINT opening_plain_check CHECK ((length(plain) <= 20000)),
    CONSTRAINT opening_questions_check CHECK ((cardinality(questions) <= 3)),
    CONSTRAINT opening_radius_km_check CHECK (((radius_km >= 0) AND (radius_km <= 20000))),
    CONSTRAINT opening_title_check CHECK ((length(title) <= 200)),
    CONSTRAINT opening_uri_check CHECK ((length(uri) <= 2048)),
    CONSTRAINT opening_url_check CHECK ((length(url) <= 2048))
);
CREATE TABLE public.opening_exclusion (
    opening_id bigint NOT NULL,
    actor_id bigint,
    domain text,
    CONSTRAINT opening_exclusion_check CHECK (((actor_id IS NULL) <> (domain IS NULL))),
    CONSTRAINT opening_exclusion_domain_check CHECK ((length(domain) <= 253))
);
CREATE TABLE public.opening_recipient (
    opening_id bigint NOT NULL,
    actor_id bigint NOT NULL
);
CREATE TABLE public.organisation (
    actor_id bigint NOT NULL,
    domain text NOT NULL,
    token text,
    state text DEFAULT 'claimed'::text NOT NULL,
    method text,
    verified_at timestamp with time zone,
    checked_at timestamp with time zone,
    failing_since timestamp with time zone,
    created_by bigint,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT organisation_domain_check CHECK ((length(domain) <= 253)),
    CONSTRAINT organisation_method_check CHECK ((method = ANY (ARRAY['dns'::text, 'file'::text]))),
    CONSTRAINT organisation_state_check CHECK ((state = ANY (ARRAY['claimed'::text, 'verified'::text, 'lapsed'::text]))),
    CONSTRAINT organisation_token_check CHECK ((length(token) <= 100))
);
CREATE TABLE public.organisation_role (
    organisation_id bigint NOT NULL,
    member_id bigint NOT NULL,
    role text NOT NULL,
    since timestamp with time zone DEFAULT now() NOT NULL,
    listed boolean DEFAULT false NOT NULL,
    CONSTRAINT organisation_role_role_check CHECK ((role = ANY (ARRAY['owner'::text, 'admin'::text, 'scout'::text])))
);
CREATE TABLE public.outbox_visit (
    actor_id bigint NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    lease_until timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    done_at timestamp with time zone
);
CREATE TABLE public.outgoing_mail (
    id bigint DEFAULT public.snowflake() NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    sealed_body bytea NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    sealed_unsubscribe bytea,
    CONSTRAINT outgoing_mail_recipient_check CHECK ((length(recipient) <= 254))
);
CREATE TABLE public.pact (
    id bigint DEFAULT public.snowflake() NOT NULL,
    host text NOT NULL,
    station_id bigint NOT NULL,
    kinds text[] DEFAULT '{}'::text[] NOT NULL,
    badges text[] DEFAULT '{}'::text[] NOT NULL,
    languages text[] DEFAULT '{}'::text[] NOT NULL,
    per_day integer DEFAULT 500 NOT NULL,
    repaired_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    ended_at timestamp with time zone,
    pull_at timestamp with time zone DEFAULT now() NOT NULL,
    pull_next text,
    pull_pages integer DEFAULT 0 NOT NULL,
    pull_attempts integer DEFAULT 0 NOT NULL,
    leased_until timestamp with time zone,
    shown boolean DEFAULT true NOT NULL,
    CONSTRAINT pact_host_check CHECK ((length(host) <= 259)),
    CONSTRAINT pact_per_day_check CHECK (((per_day >= 1) AND (per_day <= 100000))),
    CONSTRAINT pact_pull_next_check CHECK ((length(pull_next) <= 2048))
);
CREATE TABLE public.peer (
    id bigint NOT NULL,
    origin text NOT NULL,
    state text DEFAULT 'closed'::text NOT NULL,
    failures integer DEFAULT 0 NOT NULL,
    next_attempt_at timestamp with time zone DEFAULT now() NOT NULL,
    lease_owner uuid,
    lease_until timestamp with time zone,
    has_work boolean DEFAULT false NOT NULL,
    last_success_at timestamp with time zone,
    failing_since timestamp with time zone,
    signature_scheme text,
    CONSTRAINT peer_signature_scheme_check CHECK ((signature_scheme = ANY (ARRAY['cavage-12'::text, 'rfc9421'::text]))),
    CONSTRAINT peer_state_check CHECK ((state = ANY (ARRAY['closed'::text, 'open'::text, 'half_open'::text, 'gone'::text])))
);
ALTER TABLE public.peer ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.peer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.peer_inbox (
    id bigint NOT NULL,
    peer_id bigint NOT NULL,
    uri text NOT NULL,
    gone_at timestamp with time zone,
    CONSTRAINT peer_inbox_uri_check CHECK ((length(uri) <= 2048))
);
ALTER TABLE public.peer_inbox ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.peer_inbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.private_key (
    actor_id bigint NOT NULL,
    algorithm text NOT NULL,
    key_uri text NOT NULL,
    sealed bytea NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT private_key_algorithm_check CHECK ((algorithm = ANY (ARRAY['rsa'::text, 'ed25519'::text])))
);
CREATE TABLE public.public_key (
    uri text NOT NULL,
    actor_id bigint NOT NULL,
    algorithm text NOT NULL,
    spki bytea NOT NULL,
    fetched_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT public_key_algorithm_check CHECK ((algorithm = ANY (ARRAY['rsa'::text, 'ed25519'::text]))),
    CONSTRAINT public_key_spki_check CHECK ((length(spki) <= 8192)),
    CONSTRAINT public_key_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.report (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text,
    reporter_id bigint,
    reported_id bigint,
    objects text[] DEFAULT '{}'::text[] NOT NULL,
    comment text DEFAULT ''::text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    resolved_at timestamp with time zone,
    CONSTRAINT report_comment_check CHECK ((length(comment) <= 5000)),
    CONSTRAINT report_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.request (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    opening_id bigint,
    opening_uri text NOT NULL,
    "position" smallint NOT NULL,
    kind text DEFAULT ''::text NOT NULL,
    sender_id bigint NOT NULL,
    receiver_id bigint NOT NULL,
    behalf_id bigint,
    spoken text NOT NULL,
    message text NOT NULL,
    answers text[] DEFAULT '{}'::text[] NOT NULL,
    state text NOT NULL,
    agreement_uri text,
    interested_at timestamp with time zone,
    agreed_at timestamp with time zone,
    sender_done_at timestamp with time zone,
    receiver_done_at timestamp with time zone,
    closed_at timestamp with time zone,
    expires_at timestamp with time zone NOT NULL,
    introducer_id bigint,
    introduction text DEFAULT ''::text NOT NULL,
    highlight_uri text,
    thread_removed_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    unit text DEFAULT 'one'::text NOT NULL,
    CONSTRAINT request_agreement_uri_check CHECK ((length(agreement_uri) <= 2048)),
    CONSTRAINT request_answers_check CHECK ((cardinality(answers) <= 3)),
    CONSTRAINT request_check CHECK ((sender_id <> receiver_id)),
    CONSTRAINT request_highlight_uri_check CHECK ((length(highlight_uri) <= 2048)),
    CONSTRAINT request_introduction_check CHECK ((length(introduction) <= 300)),
    CONSTRAINT request_kind_check CHECK ((length(kind) <= 60)),
    CONSTRAINT request_message_check CHECK ((length(message) <= 600)),
    CONSTRAINT request_opening_uri_check CHECK ((length(opening_uri) <= 2048)),
    CONSTRAINT request_spoken_check CHECK ((spoken = ANY (ARRAY['offer'::text, 'note'::text]))),
    CONSTRAINT request_state_check CHECK ((state = ANY (ARRAY['sent'::text, 'interested'::text, 'agreed'::text, 'done'::text, 'credited'::text, 'withdrawn'::text, 'not_now'::text, 'expired'::text, 'ended'::text]))),
    CONSTRAINT request_unit_check CHECK (((length(unit) >= 1) AND (length(unit) <= 200))),
    CONSTRAINT request_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.retired_handle (
    handle text NOT NULL,
    retired_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.saved_search (
    id bigint DEFAULT public.snowflake() NOT NULL,
    member_id bigint NOT NULL,
    name text NOT NULL,
    query jsonb NOT NULL,
    seen_until bigint DEFAULT 0 NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT saved_search_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100)))
);
CREATE TABLE public.schema_migration (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.seat (
    opening_id bigint NOT NULL,
    "position" smallint NOT NULL,
    uri text NOT NULL,
    kind text DEFAULT ''::text NOT NULL,
    places integer DEFAULT 1 NOT NULL,
    taken integer DEFAULT 0 NOT NULL,
    CONSTRAINT seat_check CHECK (((taken >= 0) AND (taken <= places))),
    CONSTRAINT seat_kind_check CHECK ((length(kind) <= 60)),
    CONSTRAINT seat_places_check CHECK (((places >= 1) AND (places <= 100))),
    CONSTRAINT seat_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.seat_badge (
    opening_id bigint NOT NULL,
    "position" smallint NOT NULL,
    badge_id bigint NOT NULL,
    ordinal smallint NOT NULL
);
CREATE TABLE public.seat_terms (
    opening_id bigint NOT NULL,
    "position" smallint NOT NULL,
    resource text DEFAULT ''::text NOT NULL,
    unit text DEFAULT 'one'::text NOT NULL,
    quantity text,
    unit_based boolean DEFAULT false NOT NULL,
    reciprocal_uri text,
    reciprocal_resource text DEFAULT ''::text NOT NULL,
    reciprocal_unit text DEFAULT 'one'::text NOT NULL,
    reciprocal_quantity text,
    CONSTRAINT seat_terms_quantity_check CHECK ((length(quantity) <= 40)),
    CONSTRAINT seat_terms_reciprocal_quantity_check CHECK ((length(reciprocal_quantity) <= 40)),
    CONSTRAINT seat_terms_reciprocal_resource_check CHECK ((length(reciprocal_resource) <= 2048)),
    CONSTRAINT seat_terms_reciprocal_unit_check CHECK ((length(reciprocal_unit) <= 200)),
    CONSTRAINT seat_terms_reciprocal_uri_check CHECK ((length(reciprocal_uri) <= 2048)),
    CONSTRAINT seat_terms_resource_check CHECK ((length(resource) <= 2048)),
    CONSTRAINT seat_terms_unit_check CHECK ((length(unit) <= 200))
);
CREATE SEQUENCE public.snowflake_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
CREATE TABLE public.station_entry (
    opening_id bigint NOT NULL,
    form text NOT NULL,
    direction text NOT NULL,
    actor_id bigint NOT NULL,
    host text NOT NULL,
    local boolean NOT NULL,
    kinds text[] NOT NULL,
    badges text[] NOT NULL,
    terms text[] NOT NULL,
    tongues text[] NOT NULL,
    in_exchange text NOT NULL,
    at_distance boolean NOT NULL,
    latitude double precision,
    longitude double precision,
    radius_km integer,
    area box,
    audience text NOT NULL,
    excludes boolean NOT NULL,
    published timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    full_until timestamp with time zone
);
CREATE TABLE public.station_text (
    opening_id bigint NOT NULL,
    document tsvector NOT NULL
);
CREATE TABLE public.thread_message (
    id bigint DEFAULT public.snowflake() NOT NULL,
    uri text NOT NULL,
    request_id bigint NOT NULL,
    actor_id bigint NOT NULL,
    html text NOT NULL,
    plain text NOT NULL,
    published timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT thread_message_html_check CHECK ((length(html) <= 102400)),
    CONSTRAINT thread_message_plain_check CHECK ((length(plain) <= 20000)),
    CONSTRAINT thread_message_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.throttle (
    key text NOT NULL,
    window_start timestamp with time zone NOT NULL,
    count integer NOT NULL,
    CONSTRAINT throttle_key_check CHECK ((length(key) <= 300))
);
CREATE TABLE public.tombstone (
    uri text NOT NULL,
    local boolean NOT NULL,
    former_type text DEFAULT 'Note'::text NOT NULL,
    deleted_at timestamp with time zone DEFAULT now() NOT NULL,
    actor_id bigint,
    CONSTRAINT tombstone_uri_check CHECK ((length(uri) <= 2048))
);
CREATE TABLE public.waitlist_entry (
    id bigint DEFAULT public.snowflake() NOT NULL,
    queue_number bigint,
    returned boolean DEFAULT false NOT NULL,
    email text NOT NULL,
    handle text NOT NULL,
    about text NOT NULL,
    locale text DEFAULT 'en'::text NOT NULL,
    state text DEFAULT 'unconfirmed'::text NOT NULL,
    confirm_hash bytea NOT NULL,
    status_hash bytea NOT NULL,
    admit_hash bytea,
    reason text DEFAULT ''::text NOT NULL,
    decided_by bigint,
    decided_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT waitlist_entry_about_check CHECK ((length(about) <= 1000)),
    CONSTRAINT waitlist_entry_check CHECK (((state = 'unconfirmed'::text) OR (queue_number IS NOT NULL))),
    CONSTRAINT waitlist_entry_email_check CHECK ((length(email) <= 254)),
    CONSTRAINT waitlist_entry_handle_check CHECK (((length(handle) >= 1) AND (length(handle) <= 30))),
    CONSTRAINT waitlist_entry_locale_check CHECK ((locale = ANY (ARRAY['de'::text, 'en'::text]))),
    CONSTRAINT waitlist_entry_reason_check CHECK ((length(reason) <= 500)),
    CONSTRAINT waitlist_entry_state_check CHECK ((state = ANY (ARRAY['unconfirmed'::text, 'waiting'::text, 'admitted'::text, 'declined'::text, 'joined'::text])))
);
CREATE TABLE public.worn_badge (
    actor_id bigint NOT NULL,
    badge_id bigint NOT NULL,
    "position" smallint NOT NULL,
    worn_since timestamp with time zone DEFAULT now() NOT NULL
);
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_token_hash_key UNIQUE (token_hash);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.actor
    ADD CONSTRAINT actor_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.actor
    ADD CONSTRAINT actor_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_pkey PRIMARY KEY (actor_id);
ALTER TABLE ONLY public.announce
    ADD CONSTRAINT announce_actor_id_highlight_id_key UNIQUE (actor_id, highlight_id);
ALTER TABLE ONLY public.announce
    ADD CONSTRAINT announce_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.announce
    ADD CONSTRAINT announce_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_actor_id_key UNIQUE (actor_id);
ALTER TABLE ONLY public.badge_alias
    ADD CONSTRAINT badge_alias_pkey PRIMARY KEY (badge_id, slug);
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_host_slug_key UNIQUE (host, slug);
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.badge_rarity
    ADD CONSTRAINT badge_rarity_pkey PRIMARY KEY (day, slug);
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_pkey PRIMARY KEY (actor_id, blocked_id);
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.collaborator
    ADD CONSTRAINT collaborator_pkey PRIMARY KEY (highlight_id, handle);
ALTER TABLE ONLY public.credit
    ADD CONSTRAINT credit_highlight_uri_collaborator_id_key UNIQUE (highlight_uri, collaborator_id);
ALTER TABLE ONLY public.credit
    ADD CONSTRAINT credit_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.credit
    ADD CONSTRAINT credit_request_uri_key UNIQUE (request_uri);
ALTER TABLE ONLY public.credit
    ADD CONSTRAINT credit_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.delivery
    ADD CONSTRAINT delivery_pkey PRIMARY KEY (peer_id, activity_id, inbox_id);
ALTER TABLE ONLY public.domain_block
    ADD CONSTRAINT domain_block_pkey PRIMARY KEY (domain);
ALTER TABLE ONLY public.featured
    ADD CONSTRAINT featured_pkey PRIMARY KEY (actor_id, highlight_id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_follower_id_followed_id_key UNIQUE (follower_id, followed_id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.highlight_audience
    ADD CONSTRAINT highlight_audience_pkey PRIMARY KEY (highlight_id, actor_id);
ALTER TABLE ONLY public.highlight_badge
    ADD CONSTRAINT highlight_badge_pkey PRIMARY KEY (highlight_id, badge_id);
ALTER TABLE ONLY public.highlight_link
    ADD CONSTRAINT highlight_link_pkey PRIMARY KEY (highlight_id, "position");
ALTER TABLE ONLY public.highlight
    ADD CONSTRAINT highlight_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.highlight_revision
    ADD CONSTRAINT highlight_revision_pkey PRIMARY KEY (highlight_id, revision);
ALTER TABLE ONLY public.highlight
    ADD CONSTRAINT highlight_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_pkey PRIMARY KEY (actor_id, key);
ALTER TABLE ONLY public.inbox_item
    ADD CONSTRAINT inbox_item_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.instance
    ADD CONSTRAINT instance_pkey PRIMARY KEY (singleton);
ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_offer_uri_key UNIQUE (offer_uri);
ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_code_hash_key UNIQUE (code_hash);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.kind_words
    ADD CONSTRAINT kind_words_pkey PRIMARY KEY (kind);
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_file_key UNIQUE (file);
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (actor_id);
ALTER TABLE ONLY public.multiverse_item
    ADD CONSTRAINT multiverse_item_pkey PRIMARY KEY (member_id, highlight_id);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_once_key UNIQUE (once);
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.opening_recipient
    ADD CONSTRAINT opening_recipient_pkey PRIMARY KEY (opening_id, actor_id);
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_pkey PRIMARY KEY (actor_id);
ALTER TABLE ONLY public.organisation_role
    ADD CONSTRAINT organisation_role_pkey PRIMARY KEY (organisation_id, member_id);
ALTER TABLE ONLY public.outbox_visit
    ADD CONSTRAINT outbox_visit_pkey PRIMARY KEY (actor_id);
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pact
    ADD CONSTRAINT pact_host_key UNIQUE (host);
ALTER TABLE ONLY public.pact
    ADD CONSTRAINT pact_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.pact
    ADD CONSTRAINT pact_station_id_key UNIQUE (station_id);
ALTER TABLE ONLY public.peer_inbox
    ADD CONSTRAINT peer_inbox_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.peer_inbox
    ADD CONSTRAINT peer_inbox_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.peer
    ADD CONSTRAINT peer_origin_key UNIQUE (origin);
ALTER TABLE ONLY public.peer
    ADD CONSTRAINT peer_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.private_key
    ADD CONSTRAINT private_key_key_uri_key UNIQUE (key_uri);
ALTER TABLE ONLY public.private_key
    ADD CONSTRAINT private_key_pkey PRIMARY KEY (actor_id, algorithm);
ALTER TABLE ONLY public.public_key
    ADD CONSTRAINT public_key_pkey PRIMARY KEY (uri);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_agreement_uri_key UNIQUE (agreement_uri);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.retired_handle
    ADD CONSTRAINT retired_handle_pkey PRIMARY KEY (handle);
ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.seat_badge
    ADD CONSTRAINT seat_badge_pkey PRIMARY KEY (opening_id, "position", badge_id);
ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_pkey PRIMARY KEY (opening_id, "position");
ALTER TABLE ONLY public.seat_terms
    ADD CONSTRAINT seat_terms_pkey PRIMARY KEY (opening_id, "position");
ALTER TABLE ONLY public.station_entry
    ADD CONSTRAINT station_entry_pkey PRIMARY KEY (opening_id) INCLUDE (actor_id);
ALTER TABLE ONLY public.station_text
    ADD CONSTRAINT station_text_pkey PRIMARY KEY (opening_id);
ALTER TABLE ONLY public.thread_message
    ADD CONSTRAINT thread_message_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.thread_message
    ADD CONSTRAINT thread_message_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.throttle
    ADD CONSTRAINT throttle_pkey PRIMARY KEY (key, window_start);
ALTER TABLE ONLY public.waitlist_entry
    ADD CONSTRAINT waitlist_entry_admit_hash_key UNIQUE (admit_hash);
ALTER TABLE ONLY public.waitlist_entry
    ADD CONSTRAINT waitlist_entry_confirm_hash_key UNIQUE (confirm_hash);
ALTER TABLE ONLY public.waitlist_entry
    ADD CONSTRAINT waitlist_entry_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.waitlist_entry
    ADD CONSTRAINT waitlist_entry_queue_number_key UNIQUE (queue_number);
ALTER TABLE ONLY public.waitlist_entry
    ADD CONSTRAINT waitlist_entry_status_hash_key UNIQUE (status_hash);
ALTER TABLE ONLY public.worn_badge
    ADD CONSTRAINT worn_badge_pkey PRIMARY KEY (actor_id, badge_id);
CREATE INDEX access_token_actor ON public.access_token USING btree (actor_id);
CREATE INDEX activity_actor ON public.activity USING btree (actor_id, id DESC);
CREATE INDEX activity_object ON public.activity USING btree (object_uri, id);
CREATE INDEX actor_fetched ON public.actor USING btree (fetched_at) WHERE (NOT local);
CREATE INDEX actor_handle ON public.actor USING btree (host, lower(username));
CREATE UNIQUE INDEX actor_local_handle ON public.actor USING btree (lower(username)) WHERE local;
CREATE INDEX actor_names ON public.actor USING gin (called public.gin_trgm_ops) WHERE (kind = ANY (ARRAY['Person'::text, 'Organization'::text]));
CREATE INDEX admission_invitation ON public.admission USING btree (invitation_id) WHERE (invitation_id IS NOT NULL);
CREATE INDEX admission_inviter ON public.admission USING btree (inviter_id);
CREATE INDEX admission_waitlist_entry ON public.admission USING btree (waitlist_entry_id) WHERE (waitlist_entry_id IS NOT NULL);
CREATE INDEX announce_highlight ON public.announce USING btree (highlight_id);
CREATE INDEX award_badge ON public.award USING btree (badge_id);
CREATE INDEX award_due ON public.award USING btree (check_at) WHERE (check_at IS NOT NULL);
CREATE INDEX award_issued_by ON public.award USING btree (issued_by) WHERE (issued_by IS NOT NULL);
CREATE INDEX award_issuer ON public.award USING btree (issuer_id, id DESC);
CREATE INDEX award_offer ON public.award USING btree (offer_uri) WHERE (offer_uri IS NOT NULL);
CREATE UNIQUE INDEX award_offered_once ON public.award USING btree (issuer_id, recipient_id, badge_id) WHERE ((source = 'own'::text) AND (state = 'offered'::text));
CREATE INDEX award_recipient ON public.award USING btree (recipient_id, id DESC);
CREATE INDEX badge_alias_hashtag ON public.badge_alias USING btree (replace(slug, '-'::text, ''::text));
CREATE INDEX badge_alias_slug ON public.badge_alias USING btree (slug);
CREATE INDEX badge_creator ON public.badge USING btree (creator_id) WHERE (creator_id IS NOT NULL);
CREATE INDEX badge_hashtag ON public.badge USING btree (replace(slug, '-'::text, ''::text)) WHERE (host = ''::text);
CREATE INDEX badge_name ON public.badge USING gin (public.folded(name) public.gin_trgm_ops);
CREATE INDEX block_blocked ON public.block USING btree (blocked_id);
CREATE INDEX collaborator_actor ON public.collaborator USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE INDEX credit_author ON public.credit USING btree (author_id) WHERE (state = 'confirmed'::text);
CREATE INDEX credit_collaborator ON public.credit USING btree (collaborator_id, id DESC);
CREATE INDEX credit_due ON public.credit USING btree (check_at) WHERE (check_at IS NOT NULL);
CREATE INDEX credit_sought ON public.credit USING btree (author_id, id DESC);
CREATE INDEX featured_highlight ON public.featured USING btree (highlight_id);
CREATE INDEX follow_followed ON public.follow USING btree (followed_id, id);
CREATE INDEX highlight_actor ON public.highlight USING btree (actor_id, id DESC);
CREATE INDEX highlight_audience_actor ON public.highlight_audience USING btree (actor_id);
CREATE INDEX highlight_badge_badge ON public.highlight_badge USING btree (badge_id, highlight_id DESC);
CREATE INDEX highlight_fetched ON public.highlight USING btree (fetched_at) WHERE (NOT local);
CREATE INDEX highlight_latest ON public.highlight USING btree (id DESC) WHERE (local AND (visibility = 'public'::text));
CREATE INDEX idempotency_age ON public.idempotency USING btree (created_at);
CREATE INDEX inbox_item_due ON public.inbox_item USING btree (run_at, id) WHERE (outcome IS NULL);
CREATE INDEX inbox_item_finished ON public.inbox_item USING btree (finished_at) WHERE (outcome IS NOT NULL);
CREATE INDEX inbox_item_lane ON public.inbox_item USING btree (lane, id) WHERE (outcome IS NULL);
CREATE UNIQUE INDEX inbox_item_once ON public.inbox_item USING btree (activity_uri, actor_uri, trusted, (
CASE
    WHEN limited THEN COALESCE(recipient_id, (0)::bigint)
    ELSE (0)::bigint
END));
CREATE INDEX inbox_item_open_by_host ON public.inbox_item USING btree (sender_host) WHERE (outcome IS NULL);
CREATE INDEX inbox_item_recipient ON public.inbox_item USING btree (recipient_id) WHERE (recipient_id IS NOT NULL);
CREATE INDEX introduction_asker ON public.introduction USING btree (asker_id, id DESC);
CREATE INDEX introduction_due ON public.introduction USING btree (expires_at) WHERE (state = 'asked'::text);
CREATE INDEX introduction_introducer ON public.introduction USING btree (introducer_id, id DESC);
CREATE INDEX introduction_owner ON public.introduction USING btree (owner_id);
CREATE INDEX invitation_inviter ON public.invitation USING btree (inviter_id, created_at);
CREATE INDEX media_actor ON public.media USING btree (actor_id);
CREATE INDEX media_highlight ON public.media USING btree (highlight_id, "position");
CREATE INDEX media_unattached ON public.media USING btree (created_at) WHERE ((highlight_id IS NULL) AND (NOT avatar));
CREATE INDEX member_digest ON public.member USING btree (digest_at) WHERE (state = 'active'::text);
CREATE UNIQUE INDEX member_email ON public.member USING btree (lower(email)) WHERE (state <> 'deleted'::text);
CREATE INDEX multiverse_item_highlight ON public.multiverse_item USING btree (highlight_id);
CREATE INDEX notification_actor ON public.notification USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE INDEX notification_credit ON public.notification USING btree (credit_id) WHERE (credit_id IS NOT NULL);
CREATE INDEX notification_match ON public.notification USING btree (opening_id, member_id) WHERE (kind = ANY (ARRAY['call_matches'::text, 'openness_matches'::text]));
CREATE INDEX notification_member ON public.notification USING btree (member_id, id DESC);
CREATE INDEX notification_opening ON public.notification USING btree (opening_id) WHERE (opening_id IS NOT NULL);
CREATE INDEX notification_request ON public.notification USING btree (request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX notification_search ON public.notification USING btree (search_id) WHERE (search_id IS NOT NULL);
CREATE INDEX notification_unmailed ON public.notification USING btree (member_id) WHERE (mailed_at IS NULL);
CREATE INDEX opening_actor ON public.opening USING btree (actor_id, id DESC);
CREATE INDEX opening_end ON public.opening USING btree (ends_at);
CREATE INDEX opening_exclusion_actor ON public.opening_exclusion USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE UNIQUE INDEX opening_exclusion_once ON public.opening_exclusion USING btree (opening_id, actor_id, domain) NULLS NOT DISTINCT;
CREATE INDEX opening_news ON public.opening USING btree (COALESCE(news, id));
CREATE INDEX opening_recipient_actor ON public.opening_recipient USING btree (actor_id);
CREATE INDEX opening_renews ON public.opening USING btree (renews_id) WHERE (renews_id IS NOT NULL);
CREATE INDEX organisation_created_by ON public.organisation USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE UNIQUE INDEX organisation_domain ON public.organisation USING btree (domain) WHERE ((token IS NOT NULL) AND (state = 'verified'::text));
CREATE INDEX organisation_due ON public.organisation USING btree (checked_at) WHERE (state <> 'claimed'::text);
CREATE INDEX organisation_role_member ON public.organisation_role USING btree (member_id);
CREATE INDEX outbox_visit_due ON public.outbox_visit USING btree (run_at) WHERE (done_at IS NULL);
CREATE INDEX outgoing_mail_due ON public.outgoing_mail USING btree (run_at);
CREATE INDEX peer_due ON public.peer USING btree (next_attempt_at) WHERE has_work;
CREATE INDEX peer_inbox_peer ON public.peer_inbox USING btree (peer_id);
CREATE INDEX public_key_actor ON public.public_key USING btree (actor_id);
CREATE INDEX report_reported ON public.report USING btree (reported_id) WHERE (reported_id IS NOT NULL);
CREATE INDEX report_reporter ON public.report USING btree (reporter_id) WHERE (reporter_id IS NOT NULL);
CREATE INDEX request_behalf ON public.request USING btree (behalf_id) WHERE (behalf_id IS NOT NULL);
CREATE INDEX request_due ON public.request USING btree (expires_at) WHERE (state = ANY (ARRAY['sent'::text, 'interested'::text, 'not_now'::text]));
CREATE INDEX request_introducer ON public.request USING btree (introducer_id) WHERE (introducer_id IS NOT NULL);
CREATE UNIQUE INDEX request_once ON public.request USING btree (sender_id, opening_uri, "position") WHERE (state = ANY (ARRAY['sent'::text, 'interested'::text, 'not_now'::text, 'agreed'::text]));
CREATE INDEX request_opening ON public.request USING btree (opening_id);
CREATE INDEX request_receiver ON public.request USING btree (receiver_id, id DESC);
CREATE INDEX request_sender ON public.request USING btree (sender_id, id DESC);
CREATE INDEX saved_search_member ON public.saved_search USING btree (member_id, id DESC);
CREATE INDEX seat_badge_badge ON public.seat_badge USING btree (badge_id);
CREATE UNIQUE INDEX seat_uri ON public.seat USING btree (uri);
CREATE INDEX station_entry_actor ON public.station_entry USING btree (actor_id, opening_id DESC);
CREATE INDEX station_entry_area ON public.station_entry USING gist (area);
CREATE INDEX station_entry_call ON public.station_entry USING btree (opening_id DESC) WHERE (form = 'call'::text);
CREATE INDEX station_entry_end ON public.station_entry USING btree (ends_at);
CREATE INDEX station_entry_exchange ON public.station_entry USING btree (in_exchange) WHERE (in_exchange <> ''::text);
CREATE INDEX station_entry_here ON public.station_entry USING gin (kinds) WHERE local;
CREATE INDEX station_entry_host ON public.station_entry USING btree (host, opening_id DESC);
CREATE INDEX station_entry_openness ON public.station_entry USING btree (opening_id DESC) WHERE (form = 'openness'::text);
CREATE INDEX station_entry_words ON public.station_entry USING gin (kinds, badges, terms, tongues);
CREATE INDEX station_text_document ON public.station_text USING gin (document);
CREATE INDEX thread_message_actor ON public.thread_message USING btree (actor_id);
CREATE INDEX thread_message_request ON public.thread_message USING btree (request_id, id);
CREATE INDEX throttle_age ON public.throttle USING btree (window_start);
CREATE INDEX tombstone_actor ON public.tombstone USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE INDEX tombstone_age ON public.tombstone USING btree (deleted_at) WHERE (NOT local);
CREATE UNIQUE INDEX tombstone_once ON public.tombstone USING btree (uri, actor_id) NULLS NOT DISTINCT;
CREATE INDEX waitlist_entry_age ON public.waitlist_entry USING btree (created_at) WHERE (state = 'unconfirmed'::text);
CREATE INDEX waitlist_entry_decided_by ON public.waitlist_entry USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE UNIQUE INDEX waitlist_entry_email ON public.waitlist_entry USING btree (lower(email)) WHERE (state <> ALL (ARRAY['declined'::text, 'joined'::text]));
CREATE INDEX waitlist_entry_waiting ON public.waitlist_entry USING btree (queue_number) WHERE (state = 'waiting'::text);
CREATE INDEX worn_badge_badge ON public.worn_badge USING btree (badge_id);
CREATE TRIGGER actor_searched AFTER UPDATE OF state, home_suspended, host ON public.actor FOR EACH ROW WHEN (((old.state <> new.state) OR (old.home_suspended <> new.home_suspended) OR (old.host <> new.host))) EXECUTE FUNCTION public.station_follows_actor();
CREATE TRIGGER block_searched AFTER INSERT OR DELETE OR UPDATE ON public.domain_block FOR EACH STATEMENT EXECUTE FUNCTION public.station_follows_blocks();
CREATE TRIGGER collaborator_named BEFORE INSERT OR UPDATE OF actor_id ON public.collaborator FOR EACH ROW EXECUTE FUNCTION public.collaborator_looks_up_credit();
CREATE TRIGGER credit_changed AFTER INSERT OR DELETE OR UPDATE OF state, answered_at, requested_at ON public.credit FOR EACH ROW EXECUTE FUNCTION public.collaborator_follows_credit();
CREATE TRIGGER exclusion_searched AFTER INSERT OR DELETE ON public.opening_exclusion FOR EACH ROW EXECUTE FUNCTION public.station_follows_exclusion();
CREATE TRIGGER highlight_deleted AFTER DELETE ON public.highlight FOR EACH ROW EXECUTE FUNCTION public.credits_end_with_highlight();
CREATE TRIGGER opening_searched AFTER INSERT OR UPDATE ON public.opening FOR EACH ROW EXECUTE FUNCTION public.station_follows_opening();
ALTER TABLE ONLY public.access_token
    ADD CONSTRAINT access_token_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.activity
    ADD CONSTRAINT activity_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_invitation_id_fkey FOREIGN KEY (invitation_id) REFERENCES public.invitation(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.admission
    ADD CONSTRAINT admission_waitlist_entry_id_fkey FOREIGN KEY (waitlist_entry_id) REFERENCES public.waitlist_entry(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.announce
    ADD CONSTRAINT announce_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.announce
    ADD CONSTRAINT announce_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES public.badge(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_issued_by_fkey FOREIGN KEY (issued_by) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_issuer_id_fkey FOREIGN KEY (issuer_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.award
    ADD CONSTRAINT award_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.badge_alias
    ADD CONSTRAINT badge_alias_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES public.badge(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_creator_id_fkey FOREIGN KEY (creator_id) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_blocked_id_fkey FOREIGN KEY (blocked_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.collaborator
    ADD CONSTRAINT collaborator_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.collaborator
    ADD CONSTRAINT collaborator_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.credit
    ADD CONSTRAINT credit_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.credit
    ADD CONSTRAINT credit_collaborator_id_fkey FOREIGN KEY (collaborator_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.featured
    ADD CONSTRAINT featured_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.featured
    ADD CONSTRAINT featured_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_followed_id_fkey FOREIGN KEY (followed_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.follow
    ADD CONSTRAINT follow_follower_id_fkey FOREIGN KEY (follower_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.highlight
    ADD CONSTRAINT highlight_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.highlight_audience
    ADD CONSTRAINT highlight_audience_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.highlight_audience
    ADD CONSTRAINT highlight_audience_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.highlight_badge
    ADD CONSTRAINT highlight_badge_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES public.badge(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.highlight_badge
    ADD CONSTRAINT highlight_badge_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.highlight_link
    ADD CONSTRAINT highlight_link_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.highlight_revision
    ADD CONSTRAINT highlight_revision_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.idempotency
    ADD CONSTRAINT idempotency_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.inbox_item
    ADD CONSTRAINT inbox_item_recipient_id_fkey FOREIGN KEY (recipient_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_asker_id_fkey FOREIGN KEY (asker_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_introducer_id_fkey FOREIGN KEY (introducer_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.introduction
    ADD CONSTRAINT introduction_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_inviter_id_fkey FOREIGN KEY (inviter_id) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.multiverse_item
    ADD CONSTRAINT multiverse_item_highlight_id_fkey FOREIGN KEY (highlight_id) REFERENCES public.highlight(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.multiverse_item
    ADD CONSTRAINT multiverse_item_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_credit_id_fkey FOREIGN KEY (credit_id) REFERENCES public.credit(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.request(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.notification
    ADD CONSTRAINT notification_search_id_fkey FOREIGN KEY (search_id) REFERENCES public.saved_search(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening_exclusion
    ADD CONSTRAINT opening_exclusion_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening_exclusion
    ADD CONSTRAINT opening_exclusion_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening_recipient
    ADD CONSTRAINT opening_recipient_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening_recipient
    ADD CONSTRAINT opening_recipient_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.opening
    ADD CONSTRAINT opening_renews_id_fkey FOREIGN KEY (renews_id) REFERENCES public.opening(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.organisation
    ADD CONSTRAINT organisation_created_by_fkey FOREIGN KEY (created_by) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.organisation_role
    ADD CONSTRAINT organisation_role_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.organisation_role
    ADD CONSTRAINT organisation_role_organisation_id_fkey FOREIGN KEY (organisation_id) REFERENCES public.organisation(actor_id) ON DELETE CASCADE;
ALTER TABLE ONLY public.outbox_visit
    ADD CONSTRAINT outbox_visit_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.pact
    ADD CONSTRAINT pact_station_id_fkey FOREIGN KEY (station_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.peer_inbox
    ADD CONSTRAINT peer_inbox_peer_id_fkey FOREIGN KEY (peer_id) REFERENCES public.peer(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.private_key
    ADD CONSTRAINT private_key_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.private_key
    ADD CONSTRAINT private_key_key_uri_fkey FOREIGN KEY (key_uri) REFERENCES public.public_key(uri);
ALTER TABLE ONLY public.public_key
    ADD CONSTRAINT public_key_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_reported_id_fkey FOREIGN KEY (reported_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.report
    ADD CONSTRAINT report_reporter_id_fkey FOREIGN KEY (reporter_id) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_behalf_id_fkey FOREIGN KEY (behalf_id) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_introducer_id_fkey FOREIGN KEY (introducer_id) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_receiver_id_fkey FOREIGN KEY (receiver_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.request
    ADD CONSTRAINT request_sender_id_fkey FOREIGN KEY (sender_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.saved_search
    ADD CONSTRAINT saved_search_member_id_fkey FOREIGN KEY (member_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.seat_badge
    ADD CONSTRAINT seat_badge_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES public.badge(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.seat_badge
    ADD CONSTRAINT seat_badge_opening_id_position_fkey FOREIGN KEY (opening_id, "position") REFERENCES public.seat(opening_id, "position") ON DELETE CASCADE;
ALTER TABLE ONLY public.seat
    ADD CONSTRAINT seat_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.seat_terms
    ADD CONSTRAINT seat_terms_opening_id_position_fkey FOREIGN KEY (opening_id, "position") REFERENCES public.seat(opening_id, "position") ON DELETE CASCADE;
ALTER TABLE ONLY public.station_entry
    ADD CONSTRAINT station_entry_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.station_text
    ADD CONSTRAINT station_text_opening_id_fkey FOREIGN KEY (opening_id) REFERENCES public.opening(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.thread_message
    ADD CONSTRAINT thread_message_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.thread_message
    ADD CONSTRAINT thread_message_request_id_fkey FOREIGN KEY (request_id) REFERENCES public.request(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.tombstone
    ADD CONSTRAINT tombstone_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.waitlist_entry
    ADD CONSTRAINT waitlist_entry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.worn_badge
    ADD CONSTRAINT worn_badge_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.worn_badge
    ADD CONSTRAINT worn_badge_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES public.badge(id) ON DELETE CASCADE;
