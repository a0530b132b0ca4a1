-- SPDX-License-Identifier: AGPL-3.0-or-later
-- Badges, highlights, media, follows and the Multiverse.

CREATE TABLE badge (
    id          bigint PRIMARY KEY DEFAULT snowflake(),
    actor_id    bigint UNIQUE REFERENCES actor ON DELETE CASCADE,    -- of seeded badges filled in at the first start
    slug        text NOT NULL CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' AND length(slug) <= 60),
    host        text NOT NULL DEFAULT '',                            -- '' for badges of this instance
    name        text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    hue         smallint NOT NULL DEFAULT 205 CHECK (hue BETWEEN 0 AND 359),
    icon        text NOT NULL DEFAULT 'sparkles' CHECK (length(icon) <= 60),
    description text NOT NULL DEFAULT '' CHECK (length(description) <= 1000),
    kind        text NOT NULL DEFAULT 'subject' CHECK (kind IN ('role', 'craft', 'subject', 'industry', 'language',
                    'place', 'community', 'life_event', 'fun')),
    creator_id  bigint REFERENCES actor ON DELETE SET NULL,          -- none: seeded
    created_at  timestamptz NOT NULL DEFAULT now(),
    UNIQUE (host, slug)
);
CREATE INDEX badge_hashtag ON badge (replace(slug, '-', '')) WHERE host = ''; -- #opensource
CREATE INDEX badge_name ON badge USING gin (folded(name) gin_trgm_ops);

-- Other names that lead to the badge: "golang" for Go.
CREATE TABLE badge_alias (
    badge_id    bigint NOT NULL REFERENCES badge ON DELETE CASCADE,
    slug        text NOT NULL CHECK (length(slug) <= 60),
    PRIMARY KEY (badge_id, slug)
);
CREATE INDEX badge_alias_slug ON badge_alias (slug);
CREATE INDEX badge_alias_hashtag ON badge_alias (replace(slug, '-', ''));

CREATE TABLE worn_badge (
    actor_id    bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    badge_id    bigint NOT NULL REFERENCES badge ON DELETE CASCADE,
    position    smallint NOT NULL,
    worn_since  timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor_id, badge_id)
);
CREATE INDEX worn_badge_badge ON worn_badge (badge_id);

CREATE TABLE highlight (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048),
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    local           boolean NOT NULL,
    headline        text NOT NULL DEFAULT '' CHECK (length(headline) <= 300),
    markdown        text CHECK (length(markdown) <= 20000),          -- none for remote ones
    html            text NOT NULL CHECK (length(html) <= 102400),    -- sanitised
    activity        text NOT NULL DEFAULT '' CHECK (length(activity) <= 60), -- "shipped", "spoke_at"
    language        text CHECK (length(language) <= 35),             -- BCP 47
    visibility      text NOT NULL CHECK (visibility IN ('public', 'followers', 'named')),
    happened_from   date,
    happened_to     date,
    url             text CHECK (length(url) <= 2048),
    quiet           boolean NOT NULL DEFAULT false,                  -- backdated: stored, not delivered
    published       timestamptz NOT NULL DEFAULT now(),
    edited_at       timestamptz,
    fetched_at      timestamptz                                      -- of remote ones
);
CREATE INDEX highlight_actor ON highlight (actor_id, id DESC);
-- The front page: the newest public ones of this instance.
CREATE INDEX highlight_latest ON highlight (id DESC) WHERE local AND visibility = 'public';
CREATE INDEX highlight_fetched ON highlight (fetched_at) WHERE NOT local;

CREATE TABLE highlight_revision (
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    revision        integer NOT NULL,
    headline        text NOT NULL,
    markdown        text,
    html            text NOT NULL,
    written_at      timestamptz NOT NULL,
    PRIMARY KEY (highlight_id, revision)
);

-- Position 0 is the primary badge: the one that is addressed.
CREATE TABLE highlight_badge (
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    badge_id        bigint NOT NULL REFERENCES badge ON DELETE CASCADE,
    position        smallint NOT NULL,
    PRIMARY KEY (highlight_id, badge_id)
);
CREATE INDEX highlight_badge_badge ON highlight_badge (badge_id, highlight_id DESC);

CREATE TABLE highlight_link (
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    position        smallint NOT NULL,
    url             text NOT NULL CHECK (length(url) <= 2048),
    title           text NOT NULL DEFAULT '' CHECK (length(title) <= 300),
    PRIMARY KEY (highlight_id, position)
);

-- Named by the author; shown to others only once confirmed.
CREATE TABLE collaborator (
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    handle          text NOT NULL CHECK (length(handle) <= 320),     -- bo@b.test
    actor_id        bigint REFERENCES actor ON DELETE SET NULL,
    confirmed_at    timestamptz,
    PRIMARY KEY (highlight_id, handle)
);

-- Who may see a highlight that only named people see.
CREATE TABLE highlight_audience (
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    PRIMARY KEY (highlight_id, actor_id)
);
CREATE INDEX highlight_audience_actor ON highlight_audience (actor_id);

-- A local picture has a file under data/media; a remote one has only its URL and is never copied.
CREATE TABLE media (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    highlight_id    bigint REFERENCES highlight ON DELETE CASCADE,
    position        smallint NOT NULL DEFAULT 0,
    file            text UNIQUE CHECK (length(file) <= 100),         -- a random name; none: a remote picture
    url             text NOT NULL CHECK (length(url) <= 2048),       -- absolute, as documents show it
    avatar          boolean NOT NULL DEFAULT false,                  -- a member's own picture: attached to no highlight, yet kept
    media_type      text NOT NULL,
    alt             text NOT NULL DEFAULT '' CHECK (length(alt) <= 1500),
    blurhash        text CHECK (length(blurhash) <= 100),
    width           integer,
    height          integer,
    created_at      timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX media_highlight ON media (highlight_id, position);
CREATE INDEX media_unattached ON media (created_at) WHERE highlight_id IS NULL AND NOT avatar;

CREATE TABLE follow (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048), -- of the Follow activity
    follower_id     bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    followed_id     bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    state           text NOT NULL CHECK (state IN ('requested', 'accepted')),
    created_at      timestamptz NOT NULL DEFAULT now(),
    accepted_at     timestamptz,
    UNIQUE (follower_id, followed_id),
    CHECK (follower_id <> followed_id)
);
CREATE INDEX follow_followed ON follow (followed_id, id);

CREATE TABLE block (
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    blocked_id      bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    uri             text UNIQUE CHECK (length(uri) <= 2048),
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor_id, blocked_id)
);

-- A badge announces highlights that wear it; remote actors announce too.
CREATE TABLE announce (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text NOT NULL UNIQUE CHECK (length(uri) <= 2048),
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    published       timestamptz NOT NULL DEFAULT now(),
    UNIQUE (actor_id, highlight_id)
);
CREATE INDEX announce_highlight ON announce (highlight_id);

CREATE TABLE featured (
    actor_id        bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    featured_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor_id, highlight_id)
);

-- The Multiverse of each member here, written when a highlight arrives. The columns say why it is there: the member
-- follows its author, is one of its named people, follows a badge of it, wears one, or follows somebody who announced it.
CREATE TABLE multiverse_item (
    member_id       bigint NOT NULL REFERENCES actor ON DELETE CASCADE,
    highlight_id    bigint NOT NULL REFERENCES highlight ON DELETE CASCADE,
    by_follow       boolean NOT NULL,
    by_name         boolean NOT NULL DEFAULT false,
    followed_badges bigint[] NOT NULL DEFAULT '{}',
    shared_badges   bigint[] NOT NULL DEFAULT '{}',
    announced_by    bigint[] NOT NULL DEFAULT '{}',                  -- actors that the member follows
    PRIMARY KEY (member_id, highlight_id)
);
CREATE INDEX multiverse_item_highlight ON multiverse_item (highlight_id);

-- Reports: from members, and Flag activities of peers.
CREATE TABLE report (
    id              bigint PRIMARY KEY DEFAULT snowflake(),
    uri             text UNIQUE CHECK (length(uri) <= 2048),
    reporter_id     bigint REFERENCES actor ON DELETE SET NULL,
    reported_id     bigint REFERENCES actor ON DELETE CASCADE,
    objects         text[] NOT NULL DEFAULT '{}',
    comment         text NOT NULL DEFAULT '' CHECK (length(comment) <= 5000),
    created_at      timestamptz NOT NULL DEFAULT now(),
    resolved_at     timestamptz
);
