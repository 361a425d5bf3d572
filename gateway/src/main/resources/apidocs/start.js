window.ui = SwaggerUIBundle({
  urls: ["commerce", "transaction", "logging"].map((name) => ({ name, url: "/api/docs/" + name })),
  dom_id: "#swagger-ui",
  deepLinking: true,
  displayRequestDuration: true,
  // By default the page asks a validator on the internet about the document.
  validatorUrl: "none",
  presets: [SwaggerUIBundle.presets.apis, SwaggerUIStandalonePreset],
  layout: "StandaloneLayout",
});
