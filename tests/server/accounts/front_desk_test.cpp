// SPDX-License-Identifier: AGPL-3.0-or-later
#include "front_desk.hpp"

#include "api/federwerk/routes.hpp"
#include "app/accounts/issue_token.hpp"
#include "support/source_tree.hpp"
#include "json/schema.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include <catch2/catch.hpp>

namespace federwerk::tests {

namespace {

// Nothing in these tests leaves the process.
class no_network final : public http::client {
public:
    boost::asio::awaitable<result<http::response>> send(http::outgoing) override
    {
        co_return failure{errc::unavailable, "no network in this test", {}};
    }
};

} // namespace

struct front_desk::machinery {
    machinery(db::pool& db, std::filesystem::path const& folder) : keys(secrets, db, workers)
    {
        settings.domain = "a.test";
        settings.data = folder;
        remote.emplace(settings, uris, keys, db, workers, client);
        post.emplace(settings, uris, keys, db, workers, client);
    }
    core::settings settings;
    domain::uris uris{"https://a.test", "a.test"};
    core::secrets secrets = core::secrets::for_tests();
    core::worker_pool workers{2, 256};
    no_network client;
    remote::key_ring keys;
    std::optional<remote::resolver> remote;
    std::optional<outbox::post_office> post;
};

front_desk::front_desk() : machinery_(std::make_unique<machinery>(base.pool(), folder_.path()))
{
    auto& m = *machinery_;
    instance_ = std::unique_ptr<app::instance>(
        new app::instance{m.settings, m.uris, m.secrets, base.pool(), m.workers, m.keys, *m.remote, *m.post});
    router_.add(api::federwerk_routes(*instance_));
}

front_desk::~front_desk() = default;

http::response finish(boost::asio::awaitable<http::response> work)
{
    boost::asio::io_context loop;
    auto answer = boost::asio::co_spawn(loop, std::move(work), boost::asio::use_future);
    loop.run();
    return answer.get();
}

http::response front_desk::send(letter const& l)
{
    http::request request{.method = l.method, .target = l.path, .body = l.body, .client_address = l.address};
    request.path = l.path.substr(0, l.path.find('?'));
    request.query = l.path.size() > request.path.size() ? l.path.substr(request.path.size() + 1) : "";
    if (!l.body.empty())
        request.headers.set("Content-Type", "application/json");
    if (!l.token.empty())
        request.headers.set("Authorization", "Bearer " + l.token);
    if (!l.key.empty())
        request.headers.set("Idempotency-Key", l.key);
    auto const found = router_.find(l.method, request.path);
    if (found.matched == nullptr)
        return {.status = 404};
    request.parameters = found.parameters;
    return finish(found.matched->handle(std::move(request)));
}

http::response front_desk::post(std::string path, std::string body, std::string token)
{
    return send({http::method::post, std::move(path), std::move(body), std::move(token)});
}

http::response front_desk::get(std::string path, std::string token)
{
    return send({http::method::get, std::move(path), {}, std::move(token)});
}

domain::actor front_desk::member(std::string const& handle, std::string const& role, int days_old)
{
    domain::actor made;
    base.commit([&](db::transaction& tx) {
        made = add_member(tx, handle, role);
        tx.exec_params("UPDATE member SET created_at = now() - make_interval(days => $2) WHERE actor_id = $1",
                       made.id.value, days_old);
    });
    return made;
}

std::string front_desk::token(domain::actor const& who, std::string const& scopes)
{
    return base.pool()
        .run_now([&](db::transaction& tx) {
            return app::issue_token(tx, machinery_->secrets, who.id, scopes, core::now());
        })
        .value();
}

std::string front_desk::latest_mail_to(std::string const& recipient)
{
    std::string body;
    base.in_transaction([&](db::transaction& tx) {
        auto const rows = tx.exec_params(
            "SELECT sealed_body FROM outgoing_mail WHERE recipient = $1 ORDER BY id DESC LIMIT 1", recipient);
        if (!rows.empty())
            body = machinery_->secrets.open("outgoing_mail", pqxx::binarystring(rows[0][0]).str()).value();
    });
    return body;
}

int front_desk::count_mails()
{
    int count = 0;
    base.in_transaction(
        [&](db::transaction& tx) { count = tx.exec1("SELECT count(*) FROM outgoing_mail")[0].as<int>(); });
    return count;
}

void front_desk::forget_throttles()
{
    base.commit([](db::transaction& tx) { tx.exec("DELETE FROM throttle"); });
}

json::document parsed(http::response const& answer)
{
    auto document = json::document::parse(answer.body);
    INFO(answer.body);
    REQUIRE(document);
    return std::move(*document);
}

bool matches(http::response const& answer, std::string const& schema)
{
    auto const checked = json::validate(answer.body, source_tree() / "schemas" / "api" / schema);
    if (!checked)
        UNSCOPED_INFO(schema << ": " << checked.error().log << "\n" << answer.body);
    return checked.has_value();
}

std::string link_in(std::string const& mail, std::string const& prefix)
{
    auto const at = mail.find(prefix);
    INFO(mail);
    REQUIRE(at != std::string::npos);
    auto const begin = at + prefix.size();
    return mail.substr(begin, mail.find('\n', begin) - begin);
}

} // namespace federwerk::tests
