package dev.konbini.transaction;

import dev.konbini.transaction.money.Money;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.StringSchema;
import java.util.List;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The page that describes the HTTP interface, at `/v3/api-docs`.
@Configuration(proxyBeanMethods = false)
class TransactionApi {

    @Bean
    OpenAPI openApi() {
        var money = new ObjectSchema();
        money.addProperty("amount", new StringSchema().example("25.00"));
        money.addProperty("currency", new StringSchema().example("USD"));
        money.required(List.of("amount", "currency"));
        SpringDocUtils.getConfig().replaceWithSchema(Money.class, money);
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Konbini transaction-service")
                                .version("1")
                                .description(
                                        "Orders, payments and stock. Every error is a problem document (RFC 9457)."));
    }
}
