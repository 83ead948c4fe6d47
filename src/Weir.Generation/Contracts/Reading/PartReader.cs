using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads the plain lists of a contract: capabilities, services, health checks.</summary>
internal sealed class PartReader(ContractContext context)
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    public static IReadOnlyList<NamedText> ReadCapabilities(YamlFields contract)
    {
        var capabilities = new List<NamedText>();
        foreach (var fields in contract.FieldsOfItems("capabilities"))
        {
            var name = fields.RequireText("name");
            var description = fields.Text("description");
            fields.Finish();
            capabilities.Add(new NamedText(name?.Text ?? "", description?.Text ?? ""));
        }
        return capabilities;
    }

    public IReadOnlyList<ContractService> ReadServices(YamlFields contract)
    {
        var services = new List<ContractService>();
        if (contract.Fields("dependencies") is not { } dependencies)
        {
            return services;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in dependencies.FieldsOfItems("services"))
        {
            var name = fields.RequireText("name");
            var required = fields.Boolean("required") ?? true;
            var description = fields.Text("description");
            fields.Finish();
            RefuseTwice(name, names, "service");
            services.Add(new ContractService(name?.Text ?? "", required, description?.Text ?? ""));
        }
        dependencies.Finish();
        return services;
    }

    /// <summary>The components as the contract lists them, then one for each service that is not among them.</summary>
    public IReadOnlyList<ContractHealthCheck> ReadHealthChecks(YamlFields contract, IReadOnlyList<ContractService> services)
    {
        var checks = new List<ContractHealthCheck>();
        var clrNames = new UniqueNames();
        if (contract.Fields("health_checks") is { } health)
        {
            ReadComponents(health, checks, clrNames);
        }
        foreach (var service in services.Where(service => !string.IsNullOrWhiteSpace(service.Name) && !checks.Exists(check => check.Name == service.Name)))
        {
            checks.Add(new ContractHealthCheck(service.Name, ClrName(service.Name, checks, clrNames), service.Required, DefaultTimeout));
        }
        return checks;
    }

    private void ReadComponents(YamlFields health, List<ContractHealthCheck> checks, UniqueNames clrNames)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in health.FieldsOfItems("components"))
        {
            var name = fields.RequireText("name");
            var critical = fields.Boolean("critical") ?? true;
            var seconds = fields.Number("timeout_seconds", 0.1m, 60);
            fields.Finish();
            RefuseTwice(name, names, "component");
            if (name is not null && string.IsNullOrWhiteSpace(name.Text))
            {
                context.Bag.Error(YamlCodes.OutOfRange, name.Position, "The name of a component must not be empty.");
            }
            var clrName = ClrName(name?.Text ?? "", checks, clrNames);
            var timeout = seconds is { } value ? TimeSpan.FromTicks((long)(value * TimeSpan.TicksPerSecond)) : DefaultTimeout;
            checks.Add(new ContractHealthCheck(name?.Text ?? "", clrName, critical, timeout));
        }
        health.Finish();
    }

    private static string ClrName(string name, List<ContractHealthCheck> checks, UniqueNames clrNames) =>
        clrNames.Take(Naming.ToPascalCase(name)?.TrimStart('_') ?? $"Component{checks.Count + 1}");

    private void RefuseTwice(YamlScalar? name, HashSet<string> names, string what)
    {
        if (name is not null && !names.Add(name.Text))
        {
            context.Bag.Error(YamlCodes.ListedTwice, name.Position, $"The {what} {DiagnosticText.Quote(name.Text)} is listed twice.");
        }
    }
}
