using System.Text.RegularExpressions;
using Weir.Yaml;

namespace Weir.Generation.Contracts.Reading;

/// <summary>A mixin, where its name stands, and its settings.</summary>
internal sealed record ReadMixin(ContractMixin Mixin, SourcePosition Position, YamlMapping? Config);

/// <summary>Reads <c>mixins</c>: their form, and that what they need is there.</summary>
internal sealed partial class MixinReader(ContractContext context)
{
    public IReadOnlyList<ReadMixin> Read(YamlFields contract)
    {
        var mixins = new List<ReadMixin>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var fields in contract.FieldsOfItems("mixins"))
        {
            var name = fields.RequireText("name");
            var enabled = fields.Boolean("enabled") ?? true;
            var settings = fields.Mapping("config");
            fields.Finish();
            if (name is null || !CheckName(name))
            {
                continue;
            }
            if (!names.Add(name.Text))
            {
                context.Bag.Error(YamlCodes.ListedTwice, name.Position, $"The mixin {name.Text} is listed twice.");
                continue;
            }
            mixins.Add(new ReadMixin(new ContractMixin(name.Text, enabled, settings is null ? "{}" : JsonTexts.FromAny(settings)), name.Position, settings));
        }
        CheckDependencies(mixins);
        return mixins;
    }

    private bool CheckName(YamlScalar name)
    {
        if (!NameForm().IsMatch(name.Text))
        {
            context.Bag.Error(ContractCodes.MixinName, name.Position, $"The name of a mixin is 'Mixin' and a word in Pascal case, and this one is {DiagnosticText.Quote(name.Text)}.");
            return false;
        }
        if (!KnownMixins.Effects.ContainsKey(name.Text))
        {
            context.Bag.Warning(ContractCodes.UnknownMixin, name.Position, $"The mixin {DiagnosticText.Quote(name.Text)} is not known{context.Bag.Suggestion(name.Text, KnownMixins.Effects.Keys)}");
        }
        return true;
    }

    private void CheckDependencies(List<ReadMixin> mixins)
    {
        var enabled = mixins.Where(item => item.Mixin.Enabled).Select(item => item.Mixin.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var (mixin, position, _) in mixins.Where(item => item.Mixin.Enabled))
        {
            var missing = KnownMixins.Needs.GetValueOrDefault(mixin.Name, []).Where(name => !enabled.Contains(name)).ToList();
            if (missing.Count > 0)
            {
                context.Bag.Error(ContractCodes.MixinDependency, position, $"{mixin.Name} needs {string.Join(", ", missing)}; list and enable {(missing.Count == 1 ? "it" : "them")}.");
            }
        }
    }

    [GeneratedRegex(@"\AMixin[A-Z][A-Za-z0-9]*\z")]
    private static partial Regex NameForm();
}
