package dev.konbini.logging.tenant.web;

import dev.konbini.logging.LoggingProblem;
import dev.konbini.logging.setting.Setting;
import dev.konbini.logging.setting.SettingKind;
import dev.konbini.logging.setting.Settings;
import dev.konbini.logging.tenant.EditTenant;
import dev.konbini.logging.tenant.Tenant;
import dev.konbini.logging.tenant.TenantSetting;
import dev.konbini.logging.tenant.Tenants;
import dev.konbini.web.access.Caller;
import dev.konbini.web.problem.Problems;
import dev.konbini.web.problem.RequestProblem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Shows operators what is agreed with a tenant, and lets them set it.
@RestController
@RequestMapping("/api/tenants/{id}")
final class TenantController {

    private final Settings settings;
    private final Tenants tenants;
    private final EditTenant editTenant;
    private final JsonMapper json;

    TenantController(Settings settings, Tenants tenants, EditTenant editTenant, JsonMapper json) {
        this.settings = settings;
        this.tenants = tenants;
        this.editTenant = editTenant;
        this.json = json;
    }

    @GetMapping
    @Operation(
            summary = "What is agreed with a tenant",
            description =
                    "Every name is a tenant's. One about whom nothing was set has the usual, and no"
                            + " ETag.")
    TenantResponse get(
            @PathVariable @Pattern(regexp = Tenant.NAME) String id, HttpServletResponse response) {
        var setting = settings.find(SettingKind.TENANT, id);
        setting.ifPresent(found ->
                response.setHeader(HttpHeaders.ETAG, TenantPrecondition.tag(found.version())));
        return response(id, setting);
    }

    @PutMapping
    @Operation(
            summary = "Set what is agreed with a tenant",
            description =
                    "In place of all that was set before; what is left out is the usual. With"
                            + " If-Match only if it is still as it was seen, or all is so already;"
                            + " with If-None-Match: * only if nothing was set yet. Every replica"
                            + " does as it says within a second.")
    @ApiResponse(
            responseCode = "200",
            description = "Set in place of what was set before",
            content = @Content(schema = @Schema(implementation = TenantResponse.class)))
    @ApiResponse(
            responseCode = "201",
            description = "Set for the first time",
            content = @Content(schema = @Schema(implementation = TenantResponse.class)))
    @ApiResponse(responseCode = "412", description = "precondition-failed")
    ResponseEntity<?> put(
            @PathVariable @Pattern(regexp = Tenant.NAME) String id,
            @Valid @RequestBody TenantRequest request,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false)
                    @Nullable String ifNoneMatch,
            @Parameter(hidden = true) Caller caller) {
        var faults = request.faults();
        if (!faults.isEmpty()) {
            return Problems.response(
                    RequestProblem.INVALID_REQUEST, "Change what errors[] names.", faults);
        }
        var command =
                new EditTenant.Command(
                        id,
                        request.toSetting(),
                        TenantPrecondition.of(ifMatch, ifNoneMatch),
                        caller.name());
        return switch (editTenant.edit(command)) {
            case EditTenant.Outcome.Edited(var setting, var isNew) ->
                    ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
                            .eTag(TenantPrecondition.tag(setting.version()))
                            .body(response(id, Optional.of(setting)));
            case EditTenant.Outcome.PreconditionFailed() ->
                    Problems.response(
                            LoggingProblem.PRECONDITION_FAILED,
                            "Read the tenant again and send the ETag of that answer in If-Match.");
            case EditTenant.Outcome.Contended() -> contended();
        };
    }

    private static ResponseEntity<ProblemDetail> contended() {
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.RETRY_AFTER, "1");
        return Problems.response(
                RequestProblem.UNAVAILABLE,
                "Others are changing the tenant all the time. Try again.",
                Map.of(),
                headers);
    }

    private TenantResponse response(String id, Optional<Setting> setting) {
        var tenant =
                setting.map(found ->
                                tenants.with(
                                        id, json.treeToValue(found.value(), TenantSetting.class)))
                        .orElseGet(() -> tenants.usual(id));
        return TenantResponse.of(tenant, setting);
    }
}
