using Weir.Generation.Contracts;

namespace Weir.Generation.Code;

/// <summary>What the templates of the node show: the node itself, its requests and responses, and its settings.</summary>
internal sealed class NodeViews(Contract contract, PackageNames names, ClrTypes types, ModelViews models)
{
    public object Node => new
    {
        Names = names,
        names.Namespace,
        Doc = CSharpText.Summary(contract.Description, 0),
        Description = CSharpText.Literal(contract.Description),
        Version = CSharpText.Literal(contract.Version.ToString()),
        Kind = contract.Kind.ToString(),
        Operations = contract.Operations.Select(Operation).ToArray(),
        Options = NodeOptionsText.Sections(contract.Features),
        Checks = contract.HealthChecks.Select(check => new
        {
            Name = CSharpText.Literal(check.Name),
            Doc = CSharpText.DocText(check.Name),
            check.MethodName,
            Critical = CSharpText.Literal(check.Critical),
            Timeout = CSharpText.Literal(check.Timeout),
        }).ToArray(),
        HasChecks = contract.HealthChecks.Count > 0,
        Routes = CSharpText.Literal(contract.Routes),
        HasRoutes = contract.Routes.Count > 0,
    };

    public object Settings => new
    {
        Names = names,
        names.Namespace,
        Settings = contract.Configuration.Select(setting => new
        {
            Json = CSharpText.Literal(setting.Name),
            Name = setting.ClrName,
            Doc = CSharpText.Summary(setting.Description.Length > 0 ? setting.Description : $"The setting {setting.Name}.", 1),
            Type = types.InFull(setting.Type) + (setting.DefaultJson is null ? "?" : ""),
            Initial = setting.DefaultJson is null ? null : models.Initial(setting.Type, setting.DefaultJson),
        }).ToArray(),
    };

    private static object Operation(ContractOperation operation) => new
    {
        Literal = CSharpText.Literal(operation.Name),
        InputSubject = CSharpText.Literal(operation.Name + " input"),
        OutputSubject = CSharpText.Literal(operation.Name + " output"),
        Name = operation.ClrName,
        Doc = CSharpText.Summary(operation.Description.Length > 0 ? operation.Description : $"The operation {operation.Name}.", 1),
        DocName = CSharpText.DocText(operation.Name),
        operation.Input,
        operation.Output,
    };
}
