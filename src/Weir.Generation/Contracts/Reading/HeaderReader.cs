using System.Globalization;
using System.Text.RegularExpressions;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>Reads what the node is: name, type, versions, description.</summary>
internal sealed partial class HeaderReader(YamlFields fields, ContractContext context)
{
    private const int MaxNameLength = 100;
    private const int MinDescriptionLength = 10;
    private const string DefaultSchemaVersion = "v2.0.0";

    private static readonly Dictionary<string, NodeKind> Kinds = new(StringComparer.Ordinal)
    {
        ["effect"] = NodeKind.Effect,
        ["compute"] = NodeKind.Compute,
        ["reducer"] = NodeKind.Reducer,
        ["orchestrator"] = NodeKind.Orchestrator,
    };

    private readonly DiagnosticBag _bag = context.Bag;

    public string SchemaVersion { get; private set; } = DefaultSchemaVersion;

    public string Name { get; private set; } = "";

    public NodeKind Kind { get; private set; }

    public ContractVersion Version { get; private set; }

    public string Description { get; private set; } = "";

    public void Read()
    {
        ReadSchemaVersion();
        var name = ReadName();
        ReadVersion();
        var type = ReadKind();
        if (name is not null && type is not null && !name.Text.EndsWith(Kind.ToString(), StringComparison.Ordinal))
        {
            _bag.Error(ContractCodes.NameAgainstType, name.Position, $"The name {DiagnosticText.Quote(name.Text)} must end in {Kind}, since 'node_type' is {type}.");
        }
        ReadDescription();
    }

    private void ReadSchemaVersion()
    {
        if (fields.Text("schema_version") is not { } version)
        {
            return;
        }
        SchemaVersion = version.Text;
        if (SchemaVersionForm().Match(version.Text) is { Success: true } match)
        {
            CheckSchemaMajor(match.Groups[1].Value, version.Position);
        }
        else
        {
            _bag.Error(ContractCodes.SchemaVersion, version.Position, $"'schema_version' has the form v2.0.0, and it is {DiagnosticText.Quote(version.Text)}.");
        }
    }

    private void CheckSchemaMajor(string major, SourcePosition position)
    {
        if (major is not ("1" or "2"))
        {
            _bag.Error(ContractCodes.SchemaVersion, position, $"'schema_version' says major version {major}, and this version of Weir reads 1 and 2; write v2.0.0 if the contract keeps to that.");
        }
    }

    private YamlScalar? ReadName()
    {
        var node = fields.Find("node_id");
        if (node is not null && fields.Map.TryGet("name", out _))
        {
            context.Note("node_id", node);
            return CheckName(fields.RequireText("name"));
        }
        return CheckName(node is null ? fields.RequireText("name") : fields.Text("node_id"));
    }

    private YamlScalar? CheckName(YamlScalar? scalar)
    {
        if (scalar is null)
        {
            return null;
        }
        Name = scalar.Text;
        var shown = DiagnosticText.Quote(Name);
        if (Name.AsSpan().ContainsAny("/\\:") || Name.Contains("..", StringComparison.Ordinal))
        {
            _bag.Error(ContractCodes.NameIsPath, scalar.Position, $"The name {shown} is a path; a name has letters and digits only, and the package goes where --out says.");
            return null;
        }
        if (Name.Length > MaxNameLength)
        {
            _bag.Error(ContractCodes.NodeName, scalar.Position, $"The name {shown} has {Name.Length} characters; at most {MaxNameLength} are allowed.");
            return null;
        }
        if (!NameForm().IsMatch(Name))
        {
            _bag.Error(ContractCodes.NodeName, scalar.Position,
                $"The name {shown} must be 'Node', a word in Pascal case, and Effect, Compute, Reducer or Orchestrator, such as NodePostgresCrudEffect.");
            return null;
        }
        return scalar;
    }

    private string? ReadKind()
    {
        fields.Require("node_type");
        var type = fields.Word("node_type", [.. Kinds.Keys]);
        Kind = type is null ? default : Kinds[type];
        return type;
    }

    private void ReadVersion()
    {
        var entry = fields.Require("version");
        if (entry?.Value is YamlMapping map)
        {
            var parts = new YamlFields(map, "version", _bag);
            parts.Require("major");
            parts.Require("minor");
            parts.Require("patch");
            Version = new ContractVersion(Part(parts, "major"), Part(parts, "minor"), Part(parts, "patch"));
            parts.Finish();
        }
        else if (entry?.Value is YamlScalar { Kind: YamlScalarKind.Text } text && VersionForm().Match(text.Text) is { Success: true } match
            && TryPart(match, 1, out var major) && TryPart(match, 2, out var minor) && TryPart(match, 3, out var patch))
        {
            Version = new ContractVersion(major, minor, patch);
        }
        else if (entry is not null)
        {
            _bag.Error(ContractCodes.Version, entry.Value.Position, $"'version' must be a map of major, minor and patch, or text such as \"1.0.0\" or v1_0_0, and it is {YamlFields.Shown(entry.Value)}.");
        }
    }

    private static int Part(YamlFields parts, string name) => (int)(parts.WholeNumber(name, 0, int.MaxValue) ?? 0);

    private static bool TryPart(Match match, int group, out int part) =>
        int.TryParse(match.Groups[group].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out part);

    private void ReadDescription()
    {
        var metadata = fields.Mapping("metadata");
        foreach (var entry in metadata?.Entries ?? [])
        {
            if (entry.Name != "description")
            {
                context.Note("metadata", entry);
            }
        }
        var description = fields.Find("description") is null && metadata is not null && metadata.TryGet("description", out _)
            ? new YamlFields(metadata, "metadata", _bag).Text("description")
            : fields.RequireText("description");
        if (description is null)
        {
            return;
        }
        Description = description.Text;
        var length = Description.AsSpan().Trim().Length;
        if (length < MinDescriptionLength)
        {
            _bag.Error(ContractCodes.ShortDescription, description.Position, $"'description' must have at least {MinDescriptionLength} characters, and it has {length}.");
        }
    }

    [GeneratedRegex(@"\Av(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\.(0|[1-9][0-9]{0,8})\z")]
    private static partial Regex SchemaVersionForm();

    [GeneratedRegex(@"\Av?([0-9]{1,10})[._]([0-9]{1,10})[._]([0-9]{1,10})\z")]
    private static partial Regex VersionForm();

    [GeneratedRegex(@"\ANode[A-Z][A-Za-z0-9]*(Effect|Compute|Reducer|Orchestrator)\z")]
    private static partial Regex NameForm();
}
