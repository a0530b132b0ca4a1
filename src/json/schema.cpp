// SPDX-License-Identifier: AGPL-3.0-or-later
#include "json/schema.hpp"

#include "json/rapid.hpp"

#include <rapidjson/schema.h>
#include <rapidjson/stringbuffer.h>

#include <fstream>
#include <iterator>
#include <map>

namespace federwerk::json {
namespace {

using compiled = rapidjson::SchemaDocument;

// Schemas are ours, so a mistake in one is a bug: it throws here, and validate() says what it was.
class library {
public:
    compiled const& get(std::filesystem::path const& file)
    {
        auto const where = std::filesystem::weakly_canonical(file);
        auto& entry = schemas_[where];
        if (!entry.schema) {
            if (entry.source)
                throw std::runtime_error("schemas refer to each other in a circle: " + where.string());
            entry.source = std::make_unique<rapidjson::Document>(read(where));
            sibling from(*this, where.parent_path());
            entry.schema = std::make_unique<compiled>(*entry.source, &from);
        }
        return *entry.schema;
    }

private:
    class sibling : public rapidjson::IRemoteSchemaDocumentProvider {
    public:
        sibling(library& all, std::filesystem::path folder) : all_(all), folder_(std::move(folder)) {}
        // RapidJSON 1.1.0 gives a length that is one too small; the text itself goes on to "#" or to its end.
        compiled const* GetRemoteDocument(char const* uri, rapidjson::SizeType) override
        {
            std::string_view const whole(uri);
            return &all_.get(folder_ / whole.substr(0, whole.find('#')));
        }

    private:
        library& all_;
        std::filesystem::path folder_;
    };

    static rapidjson::Document read(std::filesystem::path const& file)
    {
        std::ifstream in(file, std::ios::binary);
        if (!in)
            throw std::runtime_error("cannot read the schema " + file.string());
        std::string const text{std::istreambuf_iterator<char>(in), {}};
        rapidjson::Document out;
        if (out.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size()).HasParseError())
            throw std::runtime_error("the schema is no JSON: " + file.string());
        return out;
    }

    struct entry {
        std::unique_ptr<rapidjson::Document> source;
        std::unique_ptr<compiled> schema;
    };
    std::map<std::filesystem::path, entry> schemas_;
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
    try {
        library schemas;
        rapidjson::Document
            again; // validate() sees only views of a document; a second parse costs tests little
        again.Parse<rapidjson::kParseIterativeFlag>(text.data(), text.size());
        rapidjson::SchemaValidator validator(schemas.get(schema));
        if (again.Accept(validator))
            return {};
        auto const why = fragment(validator.GetInvalidDocumentPointer()) + " breaks \"" +
                         validator.GetInvalidSchemaKeyword() + "\" of " +
                         fragment(validator.GetInvalidSchemaPointer()) + " in " + schema.filename().string();
        return failure{errc::invalid, why, why};
    } catch (std::exception const& broken) {
        return failure{errc::internal, broken.what(), {}};
    }
}

} // namespace federwerk::json
