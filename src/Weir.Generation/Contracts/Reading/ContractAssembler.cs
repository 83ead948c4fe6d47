using Weir.Generation.Contracts.Schemas;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Puts a contract together from its parts. Every part is read, whatever is wrong with the others.</summary>
internal static class ContractAssembler
{
    public static Contract? Assemble(YamlMapping root, string text, string file, DiagnosticBag bag)
    {
        var context = new ContractContext(bag);
        var fields = new YamlFields(root, "a contract", bag);
        var header = new HeaderReader(fields, context);
        header.Read();
        var capabilities = PartReader.ReadCapabilities(fields);
        var parts = new PartReader(context);
        var services = parts.ReadServices(fields);
        var settings = new SettingReader(context).Read(fields);
        var mixins = new MixinReader(context).Read(fields);
        var features = new FeatureReader(context).Read(fields);
        var subcontracts = new SubcontractReader(context);
        subcontracts.Read(fields);
        var healthChecks = parts.ReadHealthChecks(fields, services);
        var book = ReadModels(fields, bag);
        var operations = new OperationReader(book, context).Read(fields, subcontracts.Operations);
        var targets = new FactReader(context).Read(fields);
        var generation = new GenerationReader(context);
        generation.Read(fields);
        var demands = new GateReader(context).Read(fields) with { Profile = generation.Profile };
        fields.Finish();
        var effects = new MixinEffects(context, subcontracts);
        effects.Apply(mixins, features);
        return bag.HasErrors ? null : new Contract
        {
            File = file,
            Text = text,
            SchemaVersion = header.SchemaVersion,
            Name = header.Name,
            Version = header.Version,
            Kind = header.Kind,
            Description = header.Description,
            Types = book.Build(),
            Operations = operations,
            Capabilities = capabilities,
            Services = services,
            Configuration = settings,
            Mixins = [.. mixins.Select(static one => one.Mixin)],
            Behaviours = effects.Behaviours,
            Features = effects.Options,
            HealthChecks = effects.Checks(healthChecks),
            StateMachine = subcontracts.StateMachine,
            Routes = subcontracts.Routes,
            RoutingStrategy = subcontracts.Strategy,
            Aggregation = subcontracts.Aggregation,
            TrackedState = subcontracts.TrackedState,
            Events = subcontracts.Events,
            Targets = targets,
            Demands = demands,
            CustomTemplate = generation.CustomTemplate?.Text,
            CustomTemplatePosition = generation.CustomTemplate?.Position,
            IsMinimal = generation.IsMinimal,
            Notes = context.Notes,
        };
    }

    private static SchemaBook ReadModels(YamlFields fields, DiagnosticBag bag)
    {
        var book = new SchemaBook(bag);
        if (fields.Mapping("definitions") is { } definitions)
        {
            book.DeclareDefinitions(definitions);
        }
        if (fields.Find("input_state") is { } input)
        {
            book.DeclareState(input, "InputState");
        }
        if (fields.Find("output_state") is { } output)
        {
            book.DeclareState(output, "OutputState");
        }
        book.ReadAll();
        return book;
    }
}
