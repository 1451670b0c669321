#include <libsecret/secret.h>

// A schema is a constant of the program, and its 32 attributes are more than Swift likes to spell out.
static inline const SecretSchema *etime_database_schema(void) {
    static const SecretSchema schema = {
        "in.etime.Database", SECRET_SCHEMA_NONE, {{"address", SECRET_SCHEMA_ATTRIBUTE_STRING}, {NULL, 0}}};
    return &schema;
}
