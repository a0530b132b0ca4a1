// SPDX-License-Identifier: AGPL-3.0-or-later
#include "db/inbox_items.hpp"

#include "db/values.hpp"

namespace federwerk::db {
namespace {

inbox_item read_item(pqxx::row const& row)
{
    inbox_item item;
    item.id = to_id(row["id"]);
    item.activity_uri = row["activity_uri"].as<std::string>();
    item.actor_uri = row["actor_uri"].as<std::string>();
    item.sender_host = row["sender_host"].as<std::string>();
    item.type = row["type"].as<std::string>();
    item.body = row["body"].as<std::string>();
    item.recipient_id = to_optional_id(row["recipient_id"]);
    item.synchronization = to_optional_text(row["synchronization"]);
    item.trusted = row["trusted"].as<bool>();
    item.limited = row["limited"].as<bool>();
    item.attempts = row["attempts"].as<int>();
    return item;
}

// The item was on disk before it was acknowledged. What a crash of the database takes back of its later life
// is done again, effects and end together, so that nobody waits for the disk here.
void without_waiting_for_the_disk(transaction& tx)
{
    tx.exec("SET LOCAL synchronous_commit = off");
}

// What is forwarded waits in a lane of the one who forwards, so that it cannot hold up the actor's own words.
std::string lane_of(inbox_item const& item)
{
    return item.trusted ? item.actor_uri : "forwarded by " + item.sender_host;
}

} // namespace

result<> insert_inbox_items(transaction& tx, std::vector<inbox_item> const& items)
{
    std::vector<std::string> activities, actors, hosts, types, bodies, recipients, trusted, limited, lanes,
        headers;
    for (auto const& item : items) {
        activities.push_back(item.activity_uri);
        actors.push_back(item.actor_uri);
        hosts.push_back(item.sender_host);
        types.push_back(item.type);
        bodies.push_back(item.body);
        recipients.push_back(item.recipient_id ? item.recipient_id->text() : "");
        trusted.push_back(item.trusted ? "true" : "false");
        limited.push_back(item.limited ? "true" : "false");
        lanes.push_back(lane_of(item));
        headers.push_back(item.synchronization.value_or(""));
    }
    tx.exec_params(R"sql(/* inbox_items.insert */
        INSERT INTO inbox_item (activity_uri, actor_uri, sender_host, type, body, recipient_id, trusted, lane,
                                synchronization, limited)
             SELECT i.activity_uri, i.actor_uri, i.sender_host, i.type, i.body, nullif(i.recipient, '')::bigint,
                    i.trusted::boolean, i.lane, nullif(i.header, ''), i.limited::boolean
               FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                           $9::text[], $10::text[])
                    AS i (activity_uri, actor_uri, sender_host, type, body, recipient, trusted, lane, header, limited)
        ON CONFLICT DO NOTHING
    )sql",
                   array(activities), array(actors), array(hosts), array(types), array(bodies),
                   array(recipients), array(trusted), array(lanes), array(headers), array(limited));
    return {};
}

result<std::vector<inbox_item>> claim_inbox_items(transaction& tx, int limit, std::chrono::milliseconds lease)
{
    without_waiting_for_the_disk(tx);
    auto const rows = tx.exec_params(R"sql(/* inbox_items.claim */
        UPDATE inbox_item
           SET lease_until = now() + $2 * (1 << least(attempts, 4)) * interval '1 millisecond', attempts = attempts + 1
         WHERE id IN (SELECT item.id
                        FROM inbox_item AS item
                       WHERE item.outcome IS NULL AND item.run_at <= now()
                         AND (item.lease_until IS NULL OR item.lease_until < now())
                         AND NOT EXISTS (SELECT FROM inbox_item AS earlier
                                          WHERE earlier.lane = item.lane AND earlier.id < item.id
                                            AND earlier.outcome IS NULL AND earlier.run_at <= now())
                    ORDER BY item.run_at, item.id
                       LIMIT $1
                         FOR UPDATE SKIP LOCKED)
           AND outcome IS NULL
     RETURNING id, activity_uri, actor_uri, sender_host, type, body, recipient_id, synchronization, trusted,
               limited, attempts
    )sql",
                                     limit, static_cast<std::int64_t>(lease.count()));
    std::vector<inbox_item> out;
    for (auto const& row : rows)
        out.push_back(read_item(row));
    return out;
}

result<> renew_inbox_items(transaction& tx, std::vector<core::snowflake> const& ids,
                           std::chrono::milliseconds lease)
{
    without_waiting_for_the_disk(tx);
    tx.exec_params(R"sql(/* inbox_items.renew */
        UPDATE inbox_item
           SET lease_until = now() + $2 * (1 << least(attempts - 1, 4)) * interval '1 millisecond'
         WHERE id IN (SELECT id
                        FROM inbox_item
                       WHERE id = ANY ($1::bigint[]) AND outcome IS NULL AND lease_until IS NOT NULL AND attempts > 0
                         FOR UPDATE SKIP LOCKED)
    )sql",
                   array(ids), static_cast<std::int64_t>(lease.count()));
    return {};
}

result<> finish_inbox_item(transaction& tx, core::snowflake id, std::string const& outcome)
{
    auto const done = tx.exec_params(R"sql(/* inbox_items.finish */
        UPDATE inbox_item SET outcome = left($2, 500), finished_at = now(), lease_until = NULL
         WHERE id = $1 AND outcome IS NULL
     RETURNING set_config('synchronous_commit', 'off', true) -- without_waiting_for_the_disk, on the same way
    )sql",
                                     id.value, outcome);
    if (done.empty())
        return failure{errc::conflict, "inbox item " + id.text() + " is finished already", {}};
    return {};
}

result<> postpone_inbox_item(transaction& tx, core::snowflake id, std::chrono::seconds delay)
{
    without_waiting_for_the_disk(tx);
    tx.exec_params(R"sql(/* inbox_items.postpone */
        UPDATE inbox_item SET run_at = now() + make_interval(secs => $2), lease_until = NULL
         WHERE id = $1 AND outcome IS NULL
    )sql",
                   id.value, static_cast<int>(delay.count()));
    return {};
}

result<std::map<std::string, std::int64_t>> open_items_by_host(transaction& tx)
{
    auto const rows = tx.exec(R"sql(/* inbox_items.open_by_host */
        SELECT sender_host, count(*) AS n FROM inbox_item WHERE outcome IS NULL GROUP BY sender_host
    )sql");
    std::map<std::string, std::int64_t> out;
    for (auto const& row : rows)
        out[row["sender_host"].as<std::string>()] = row["n"].as<std::int64_t>();
    return out;
}

} // namespace federwerk::db
