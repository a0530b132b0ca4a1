// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/schema.hpp"

#include "json/rapid.hpp"

#include <fstream>
#include <iterator>
#include <map>

namespace federwerk::json {
namespace {

using compiled = rapidjson::SchemaDocument;

class library {
public:
    // Null where a schema cannot be read or refers to what cannot: then why() says so. RapidJSON leaks when
    // its provider throws, and takes a missing reference for "anything goes"; hence the memory.
    compiled const* get(std::filesystem::path const& file)
    {
        auto const where = std::filesystem::weakly_canonical(file);
        auto& entry = schemas_[where];
        if (!entry.schema && entry.source)
            return broken("schemas refer to each other in a circle: " + where.string());
        if (!entry.schema) {
            entry.source = std::make_unique<rapidjson::Document>();
            if (!read(where, *entry.source))
                return broken("the schema is missing or no JSON: " + where.string());
            sibling from(*this, where.parent_path());
            entry.schema = std::make_unique<compiled>(*entry.source, &from);
        }
        return entry.schema.get();
    }

    std::string const& why() const { return why_; }

private:
    class sibling : public rapidjson::IRemoteSchemaDocumentProvider {
    public:
        sibling(library& all, std::filesystem::path folder) : all_(all), folder_(std::move(folder)) {}
        // RapidJSON 1.1.0 gives a length that is one too small; the text itself goes on to "#" or to its end.
        compiled const* GetRemoteDocument(char const* uri, rapidjson::SizeType) override
        {
            std::string_view const whole(uri);
            return all_.get(folder_ / whole.substr(0, whole.find('#')));
        }

    private:
        library& all_;
        std::filesystem::path folder_;
    };

    compiled const* broken(std::string why)
    {
        if (why_.empty())
            why_ = std::move(why);
        return nullptr;
    }

    static bool read(std::filesystem::path const& file, rapidjson::Document& out)
    {
        std::ifstream in(file, std::ios::binary);
        std::string const text{std::istreambuf_iterator<char>(in), {}};
        return in && !out.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size()).HasParseError();
    }

    struct entry {
        std::unique_ptr<rapidjson::Document> source;
        std::unique_ptr<compiled> schema;
    };
    std::map<std::filesystem::path, entry> schemas_;
    std::string why_;
};

std::string fragment(rapidjson::Pointer const& pointer)
{
    rapidjson::StringBuffer out;
    pointer.StringifyUriFragment(out);
    return {out.GetString(), out.GetSize()};
}

} // namespace

result<> validate(std::string_view text, std::filesystem::path const& schema)
{
    TRY_VOID(document::parse(text));
    library schemas;
    auto const* rules = schemas.get(schema);
    if (!rules || !schemas.why().empty())
        return failure{errc::internal, schemas.why(), {}};
    rapidjson::Document again; // Nothing but views of a document is public; a second parse costs tests little
    again.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
    rapidjson::SchemaValidator validator(*rules);
    if (again.Accept(validator))
        return {};
    auto const why = fragment(validator.GetInvalidDocumentPointer()) + " breaks \"" +
                     validator.GetInvalidSchemaKeyword() + "\" of " +
                     fragment(validator.GetInvalidSchemaPointer()) + " in " + schema.filename().string();
    return failure{errc::invalid, why, why};
}

} // namespace federwerk::json
