-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The schema that the migrations make. Written by scripts/dump-schema; a test compares it.
CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public;
CREATE EXTENSION IF NOT EXISTS unaccent WITH SCHEMA public;
CREATE FUNCTION public.domain_severity(host text) RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT coalesce((SELECT d.severity
                       FROM domain_block d
                      WHERE split_part(domain_severity.host, ':', 1) = split_part(d.domain, ':', 1)
                         OR right(split_part(domain_severity.host, ':', 1), length(d.domain) + 1) = '.' || d.domain
                      ORDER BY length(d.domain) DESC
                      LIMIT 1), 'allow')
$$;
CREATE FUNCTION public.domains_over(authority text) RETURNS text[]
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $_$
    SELECT array_append(array_agg(array_to_string(labels[i:], '.')), authority)
      FROM string_to_array(regexp_replace(authority, ':[0-9]+$', ''), '.') AS labels,
           generate_series(1, array_length(labels, 1)) AS i
$_$;
CREATE FUNCTION public.folded(t text) RETURNS text
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
    AS $$
    SELECT lower(public.unaccent('public.unaccent'::regdictionary, t))
$$;
CREATE FUNCTION public.milliseconds(t timestamp with time zone) RETURNS bigint
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    AS $$
    SELECT floor(extract(epoch FROM t) * 1000)::bigint
$$;
CREATE FUNCTION public.snowflake() RETURNS bigint
    LANGUAGE sql
    AS $$
    SELECT ((floor(extract(epoch FROM clock_timestamp()) * 1000)::bigint - 1767225600000) << 12)
           | (nextval('snowflake_sequence') & 4095)
$$;
CREATE FUNCTION public.visible_to(viewer bigint, highlight_id bigint, author_id bigint, visibility text, direct boolean) RETURNS boolean
    LANGUAGE sql STABLE PARALLEL SAFE
    AS $$
    SELECT CASE
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
      FROM (SELECT a.state,
                   a.local,
                   CASE WHEN a.local THEN 'allow' ELSE domain_severity(a.host) END AS severity,
                   EXISTS (SELECT FROM follow f
                            WHERE f.followed_id = a.id AND f.follower_id = viewer AND f.state = 'accepted') AS followed
              FROM actor a
             WHERE a.id = author_id) AS author
$$;
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
    CONSTRAINT member_bio_check CHECK ((length(bio) <= 5000)),
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
    announced_by bigint[] DEFAULT '{}'::bigint[] NOT NULL
);
CREATE TABLE public.outgoing_mail (
    id bigint DEFAULT public.snowflake() NOT NULL,
    recipient text NOT NULL,
    subject text NOT NULL,
    sealed_body bytea NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    run_at timestamp with time zone DEFAULT now() NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT outgoing_mail_recipient_check CHECK ((length(recipient) <= 254))
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
CREATE TABLE public.retired_handle (
    handle text NOT NULL,
    retired_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.schema_migration (
    version integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE SEQUENCE public.snowflake_sequence
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;
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
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_actor_id_key UNIQUE (actor_id);
ALTER TABLE ONLY public.badge_alias
    ADD CONSTRAINT badge_alias_pkey PRIMARY KEY (badge_id, slug);
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_host_slug_key UNIQUE (host, slug);
ALTER TABLE ONLY public.badge
    ADD CONSTRAINT badge_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_pkey PRIMARY KEY (actor_id, blocked_id);
ALTER TABLE ONLY public.block
    ADD CONSTRAINT block_uri_key UNIQUE (uri);
ALTER TABLE ONLY public.collaborator
    ADD CONSTRAINT collaborator_pkey PRIMARY KEY (highlight_id, handle);
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
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_code_hash_key UNIQUE (code_hash);
ALTER TABLE ONLY public.invitation
    ADD CONSTRAINT invitation_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_file_key UNIQUE (file);
ALTER TABLE ONLY public.media
    ADD CONSTRAINT media_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.member
    ADD CONSTRAINT member_pkey PRIMARY KEY (actor_id);
ALTER TABLE ONLY public.multiverse_item
    ADD CONSTRAINT multiverse_item_pkey PRIMARY KEY (member_id, highlight_id);
ALTER TABLE ONLY public.outgoing_mail
    ADD CONSTRAINT outgoing_mail_pkey PRIMARY KEY (id);
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
ALTER TABLE ONLY public.retired_handle
    ADD CONSTRAINT retired_handle_pkey PRIMARY KEY (handle);
ALTER TABLE ONLY public.schema_migration
    ADD CONSTRAINT schema_migration_pkey PRIMARY KEY (version);
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
CREATE INDEX admission_inviter ON public.admission USING btree (inviter_id);
CREATE INDEX announce_highlight ON public.announce USING btree (highlight_id);
CREATE INDEX badge_alias_hashtag ON public.badge_alias USING btree (replace(slug, '-'::text, ''::text));
CREATE INDEX badge_alias_slug ON public.badge_alias USING btree (slug);
CREATE INDEX badge_hashtag ON public.badge USING btree (replace(slug, '-'::text, ''::text)) WHERE (host = ''::text);
CREATE INDEX badge_name ON public.badge USING gin (public.folded(name) public.gin_trgm_ops);
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
CREATE UNIQUE INDEX inbox_item_once ON public.inbox_item USING btree (activity_uri, actor_uri, trusted);
CREATE INDEX inbox_item_open_by_host ON public.inbox_item USING btree (sender_host) WHERE (outcome IS NULL);
CREATE INDEX invitation_inviter ON public.invitation USING btree (inviter_id, created_at);
CREATE INDEX media_highlight ON public.media USING btree (highlight_id, "position");
CREATE INDEX media_unattached ON public.media USING btree (created_at) WHERE ((highlight_id IS NULL) AND (NOT avatar));
CREATE UNIQUE INDEX member_email ON public.member USING btree (lower(email)) WHERE (state <> 'deleted'::text);
CREATE INDEX multiverse_item_highlight ON public.multiverse_item USING btree (highlight_id);
CREATE INDEX outgoing_mail_due ON public.outgoing_mail USING btree (run_at);
CREATE INDEX peer_due ON public.peer USING btree (next_attempt_at) WHERE has_work;
CREATE INDEX peer_inbox_peer ON public.peer_inbox USING btree (peer_id);
CREATE INDEX public_key_actor ON public.public_key USING btree (actor_id);
CREATE INDEX throttle_age ON public.throttle USING btree (window_start);
CREATE INDEX tombstone_actor ON public.tombstone USING btree (actor_id) WHERE (actor_id IS NOT NULL);
CREATE INDEX tombstone_age ON public.tombstone USING btree (deleted_at) WHERE (NOT local);
CREATE UNIQUE INDEX tombstone_once ON public.tombstone USING btree (uri, actor_id) NULLS NOT DISTINCT;
CREATE INDEX waitlist_entry_age ON public.waitlist_entry USING btree (created_at) WHERE (state = 'unconfirmed'::text);
CREATE UNIQUE INDEX waitlist_entry_email ON public.waitlist_entry USING btree (lower(email)) WHERE (state <> ALL (ARRAY['declined'::text, 'joined'::text]));
CREATE INDEX waitlist_entry_waiting ON public.waitlist_entry USING btree (queue_number) WHERE (state = 'waiting'::text);
CREATE INDEX worn_badge_badge ON public.worn_badge USING btree (badge_id);
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
ALTER TABLE ONLY public.tombstone
    ADD CONSTRAINT tombstone_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.waitlist_entry
    ADD CONSTRAINT waitlist_entry_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES public.actor(id) ON DELETE SET NULL;
ALTER TABLE ONLY public.worn_badge
    ADD CONSTRAINT worn_badge_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.actor(id) ON DELETE CASCADE;
ALTER TABLE ONLY public.worn_badge
    ADD CONSTRAINT worn_badge_badge_id_fkey FOREIGN KEY (badge_id) REFERENCES public.badge(id) ON DELETE CASCADE;
