package dev.konbini.web.openapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says of each record that a service answers which properties are always there and which may be
/// null, as its components' types and [JsonInclude] have it. Records called `…Request` are left to
/// their constraints.
final class AnsweredRecords implements ModelConverter {

    private static final String REQUEST = "Request";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        if (!chain.hasNext()) {
            return null;
        }
        Schema<?> schema = chain.next().resolve(type, context, chain);
        var raw = Json.mapper().constructType(type.getType()).getRawClass();
        if (schema != null && raw.isRecord() && !raw.getSimpleName().endsWith(REQUEST)) {
            var model = model(schema, context);
            if (model != null && model.getProperties() != null) {
                for (var component : raw.getRecordComponents()) {
                    complete(model, component);
                }
            }
        }
        return schema;
    }

    private static @Nullable Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        var ref = schema.get$ref();
        return ref == null
                ? schema
                : context.getDefinedModels().get(ref.substring(ref.lastIndexOf('/') + 1));
    }

    private static void complete(Schema<?> model, RecordComponent component) {
        var name = component.getName();
        @SuppressWarnings("rawtypes")
        Map<String, Schema> properties = model.getProperties();
        var property = properties.get(name);
        if (property == null) {
            return;
        }
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        switch (inclusion(component)) {
            case NON_NULL -> {
                if (!nullable) {
                    model.addRequiredItem(name);
                }
            }
            case NON_EMPTY -> {}
            default -> {
                model.addRequiredItem(name);
                if (nullable) {
                    properties.put(name, nullable(property));
                }
            }
        }
    }

    private static JsonInclude.Include inclusion(RecordComponent component) {
        var own = component.getAccessor().getAnnotation(JsonInclude.class);
        var ofType = component.getDeclaringRecord().getAnnotation(JsonInclude.class);
        if (own != null) {
            return own.value();
        }
        return ofType == null ? JsonInclude.Include.ALWAYS : ofType.value();
    }

    private static Schema<?> nullable(Schema<?> property) {
        if (property.get$ref() == null) {
            property.addType("null");
            return property;
        }
        var described = new JsonSchema();
        described.setDescription(property.getDescription());
        property.setDescription(null);
        described.addAnyOfItem(property);
        var none = new JsonSchema();
        none.addType("null");
        described.addAnyOfItem(none);
        return described;
    }
}
