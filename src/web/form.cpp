// SPDX-License-Identifier: AGPL-3.0-or-later
#include "web/form.hpp"

#include "core/text.hpp"
#include "core/url.hpp"
#include "web/assets.hpp"
#include "web/views.hpp"

#include <algorithm>

namespace federwerk::web {

std::string form_value(http::request const& request, std::string_view name)
{
    auto value = core::query_value(request.body, name).value_or("");
    return core::is_valid_utf8(value) ? value : std::string();
}

namespace {

// What is wrong with a field, in the language of the page; the program's own English text where there is
// none.
std::string explain(locale const& language, failure const& failed, field_error const& wrong)
{
    std::string const key = (failed.code == errc::conflict ? "taken_" : "wrong_") + wrong.field;
    return language.has(key) ? language.text(key) : wrong.message;
}

data field_view(locale const& language, form_field const& field, std::string const& value,
                failure const* failed)
{
    data out{data::type::object};
    out.set("id", field.id);
    out.set("label", field.label);
    out.set("help", or_false(field.help));
    out.set("alert", icon("circle-alert"));
    out.set("type", field.type);
    out.set("lines", field.type == "textarea");
    out.set("autocomplete", field.autocomplete);
    out.set("most", std::to_string(field.most));
    out.set("value", field.type == "password" ? std::string() : value);
    out.set("wrong", data::type::bool_false);
    std::string described = field.help.empty() ? "" : field.id + "-help";
    if (failed)
        if (auto const at = std::ranges::find(failed->details, field.id, &field_error::field);
            at != failed->details.end()) {
            out.set("wrong", explain(language, *failed, *at));
            described += (described.empty() ? "" : " ") + field.id + "-wrong";
        }
    out.set("described", or_false(described));
    return out;
}

data error_views(locale const& language, form const& f, failure const& failed)
{
    data list{data::type::list};
    for (auto const& wrong : failed.details) {
        data one{data::type::object};
        bool const shown = std::ranges::find(f.fields, wrong.field, &form_field::id) != f.fields.end();
        one.set("field", shown ? data(wrong.field) : data(data::type::bool_false));
        one.set("message", explain(language, failed, wrong));
        list << one;
    }
    if (failed.details.empty()) {
        data one{data::type::object};
        std::string const key = "failed_" + std::string(http::name_of(failed.code));
        one.set("field", data::type::bool_false);
        one.set("message", language.text(language.has(key) ? key : "unavailable"));
        list << one;
    }
    return list;
}

} // namespace

http::response show_form(app::instance const& in, http::request const& request, form const& f,
                         failure const* failed, std::optional<std::string> script)
{
    auto const& language = language_of(request);
    auto const& heading = language.text(f.key + "_heading");
    page p{.view = "form",
           .title = failed ? language.format("form_failed_title", {{"title", heading}}) : heading,
           .script = std::move(script),
           .hidden = true};
    p.status = failed ? http::status_of(failed->code) : 200;
    p.values.set("heading", heading);
    p.values.set("lead", f.lead);
    p.values.set("action", f.action);
    p.values.set("submit", language.text(f.key + "_submit"));
    p.values.set("otherwise", language.text(f.key + "_otherwise"));
    p.values.set("has_errors", failed != nullptr);
    p.values.set("errors", failed ? error_views(language, f, *failed) : data(data::type::list));
    data fields{data::type::list};
    for (auto const& field : f.fields)
        fields << field_view(language, field, form_value(request, field.id), failed);
    p.values.set("fields", fields);
    auto out = render(in, language, std::move(p), request);
    if (failed && (out.status == 429 || out.status == 503))
        out.headers.set("Retry-After", out.status == 429 ? "600" : "5");
    return out;
}

} // namespace federwerk::web
