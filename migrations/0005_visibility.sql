-- SPDX-License-Identifier: AGPL-3.0-or-later
-- The one rule of who sees a highlight (DESIGN.md 4.7). Every statement that shows one asks it.

-- What the most specific domain rule says about a host; the authority's port does not matter.
CREATE FUNCTION domain_severity(host text) RETURNS text LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT coalesce((SELECT d.severity
                       FROM domain_block d
                      WHERE split_part(domain_severity.host, ':', 1) = split_part(d.domain, ':', 1)
                         OR right(split_part(domain_severity.host, ':', 1), length(d.domain) + 1) = '.' || d.domain
                      ORDER BY length(d.domain) DESC
                      LIMIT 1), 'allow')
$$;

-- viewer: a member here, a remote actor that signed its request, or NULL for anybody.
-- direct: the viewer asked for this highlight or its author, or follows the author; false where we bring it up ourselves.
--   authors suspended or gone   nobody
--   those whom the author blocked   nothing
--   public      everybody
--   followers   the author and accepted followers
--   named       the author and the audience
--   silenced authors   nobody who did not ask; from elsewhere, their followers only
CREATE FUNCTION visible_to(viewer bigint, highlight_id bigint, author_id bigint, visibility text, direct boolean)
RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
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
