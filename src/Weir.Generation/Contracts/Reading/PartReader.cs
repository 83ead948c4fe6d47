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

    public IReadOnlyList<ContractHealthCheck> ReadHealthChecks(YamlFields contract)
    {
        var checks = new List<ContractHealthCheck>();
        if (contract.Fields("health_checks") is not { } health)
        {
            return checks;
        }
        var names = new HashSet<string>(StringComparer.Ordinal);
        var clrNames = new UniqueNames();
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
            var clrName = clrNames.Take(Naming.ToPascalCase(name?.Text ?? "")?.TrimStart('_') ?? $"Component{checks.Count + 1}");
            var timeout = seconds is { } value ? TimeSpan.FromTicks((long)(value * TimeSpan.TicksPerSecond)) : DefaultTimeout;
            checks.Add(new ContractHealthCheck(name?.Text ?? "", clrName, critical, timeout));
        }
        health.Finish();
        return checks;
    }

    private void RefuseTwice(YamlScalar? name, HashSet<string> names, string what)
    {
        if (name is not null && !names.Add(name.Text))
        {
            context.Bag.Error(YamlCodes.ListedTwice, name.Position, $"The {what} {DiagnosticText.Quote(name.Text)} is listed twice.");
        }
    }
}
