package dev.konbini.commerce;

import dev.konbini.commerce.catalogue.Language;
import dev.konbini.commerce.catalogue.Sku;
import dev.konbini.web.access.Caller;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The page that describes the HTTP interface, at `/v3/api-docs`.
@Configuration(proxyBeanMethods = false)
class CommerceApi {

    @Bean
    OpenAPI openApi() {
        SpringDocUtils.getConfig()
                .addRequestWrapperToIgnore(Caller.class)
                .replaceWithSchema(Sku.class, new StringSchema().example("KB-0001"))
                .replaceWithSchema(Language.class, new StringSchema()._enum(List.of("en", "ja")));
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Konbini commerce-service")
                                .version("1")
                                .description(
                                        "Catalogue, search, carts and signed offers. Every error"
                                                + " is a problem document (RFC 9457)."))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        "token",
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .bearerFormat("JWT")));
    }
}
