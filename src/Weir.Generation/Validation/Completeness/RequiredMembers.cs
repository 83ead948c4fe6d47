using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Weir.Generation.Code;
using Weir.Generation.Contracts;

namespace Weir.Generation.Validation.Completeness;

/// <summary>Asks a compilation for the types and members that the contract and its kind require.</summary>
/// <remarks>Code that was generated has them under the names of <see cref="PackageNames"/>; code that was not has types of those simple names, in any namespace.</remarks>
internal sealed class RequiredMembers
{
    private readonly Contract _contract;
    private readonly PackageNames _names;
    private readonly CSharpCompilation _compilation;
    private readonly INamedTypeSymbol? _nodeBase;
    private readonly List<ValidationIssue> _missing = [];

    public RequiredMembers(Contract contract, CSharpCompilation compilation)
    {
        _contract = contract;
        _names = new PackageNames(contract);
        _compilation = compilation;
        _nodeBase = compilation.Assembly.GetTypeByMetadataName($"{_names.Namespace}.{_names.NodeBase}");
    }

    /// <summary>How many things were asked for; at least 1 after <see cref="FindMissing"/>.</summary>
    public int Asked { get; private set; }

    private bool IsGenerated => _nodeBase is not null;

    public IReadOnlyList<ValidationIssue> FindMissing(CancellationToken cancellationToken)
    {
        var node = Require(Find(_names.Namespace, _names.Node), null, $"the class {_names.Node}");
        foreach (var operation in _contract.Operations)
        {
            Operation(operation, node);
        }

        foreach (var type in _contract.Types)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Model(type);
        }

        if (IsGenerated)
        {
            Surroundings(_nodeBase!);
        }

        return _missing;
    }

    private void Operation(ContractOperation operation, INamedTypeSymbol? node)
    {
        // Of generated code the base declares it; the class of the user may leave it as it is.
        if ((_nodeBase ?? node) is { } declaring)
        {
            string[] names = IsGenerated ? [operation.ClrName + "Async"] : [operation.ClrName + "Async", operation.ClrName];
            Require(Has<IMethodSymbol>(declaring, names), declaring, $"a method {names[0]} for the operation '{operation.Name}'");
        }

        if (IsGenerated)
        {
            Require(Find(_names.Namespace, $"{_names.Request}+{operation.ClrName}Call"), _nodeBase, $"the request {_names.Request}.{operation.ClrName}Call");
            Require(Find(_names.Namespace, $"{_names.Response}+{operation.ClrName}Reply"), _nodeBase, $"the response {_names.Response}.{operation.ClrName}Reply");
        }
    }

    private void Model(ContractType type)
    {
        var model = Require(Find(_names.Namespace + ".Models", type.Name), _nodeBase, $"the model {type.Name}");
        if (type is EnumType choice && model is not null)
        {
            Members<IFieldSymbol>(model, choice.Members.Select(static member => member.Name));
        }

        if (type is not RecordType record)
        {
            return;
        }

        if (model is not null)
        {
            Members<IPropertySymbol>(model, record.Fields.Select(static field => field.Name));
        }

        var validator = Require(Find(_names.Namespace + ".Validation", type.Name + "Validator"), model, $"a validator {type.Name}Validator for the model {type.Name}");
        if (validator is not null)
        {
            Require(Has<IMethodSymbol>(validator, "Validate"), validator, $"the method {validator.Name}.Validate");
        }
    }

    /// <summary>What stands around the operations of generated code: settings, states, health checks.</summary>
    private void Surroundings(INamedTypeSymbol nodeBase)
    {
        if (Require(Find(_names.Namespace, _names.Settings), nodeBase, $"the settings {_names.Settings}") is { } settings)
        {
            Members<IPropertySymbol>(settings, _contract.Configuration.Select(static setting => setting.ClrName));
        }

        if (_contract.StateMachine is { } machine && Require(Find(_names.Namespace, _names.State), nodeBase, $"the states {_names.State}") is { } states)
        {
            Members<IFieldSymbol>(states, machine.States.Select(static state => state.Name));
        }

        foreach (var check in _contract.HealthChecks)
        {
            Require(Has<IMethodSymbol>(nodeBase, $"Check{check.MethodName}Async"), nodeBase, $"a method Check{check.MethodName}Async for the health check '{check.Name}'");
        }
    }

    private void Members<TMember>(INamedTypeSymbol type, IEnumerable<string> names)
        where TMember : class, ISymbol
    {
        foreach (var name in names)
        {
            Require(Has<TMember>(type, name), type, $"{type.Name}.{name}");
        }
    }

    private INamedTypeSymbol? Find(string space, string name) => _compilation.Assembly.GetTypeByMetadataName($"{space}.{name}")
        ?? (IsGenerated ? null : _compilation.GetSymbolsWithName(name, SymbolFilter.Type).OfType<INamedTypeSymbol>().FirstOrDefault());

    /// <summary>The member of one of the names, of the type or one that it derives from.</summary>
    private static ISymbol? Has<TMember>(INamedTypeSymbol type, params ReadOnlySpan<string> names)
        where TMember : class, ISymbol
    {
        for (var current = type; current is { SpecialType: SpecialType.None }; current = current.BaseType)
        {
            foreach (var name in names)
            {
                if (current.GetMembers(name).OfType<TMember>().FirstOrDefault() is { } member)
                {
                    return member;
                }
            }
        }

        return null;
    }

    private TSymbol? Require<TSymbol>(TSymbol? found, ISymbol? near, string what)
        where TSymbol : class, ISymbol
    {
        Asked++;
        if (found is null)
        {
            var place = near?.Locations.FirstOrDefault() ?? _compilation.SyntaxTrees.Select(static tree => Location.Create(tree, default)).FirstOrDefault() ?? Location.None;
            _missing.Add(ValidationIssue.Of(CompletenessRules.MissingMember, place, $"The contract asks for {what}, which is not there.", "Write it, or generate the package again."));
        }

        return found;
    }
}
