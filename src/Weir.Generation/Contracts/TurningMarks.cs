using System.Globalization;
using Weir.Yaml;

namespace Weir.Generation.Contracts;

/// <summary>Warns about every text of a contract that holds a mark which turns the direction of writing.</summary>
internal static class TurningMarks
{
    public static void Report(YamlNode root, DiagnosticBag bag)
    {
        // An alias gives the same value again; what it holds is looked at once.
        var seen = new HashSet<YamlNode>(ReferenceEqualityComparer.Instance);
        var open = new Stack<YamlNode>([root]);
        while (open.TryPop(out var node))
        {
            if (!seen.Add(node))
            {
                continue;
            }

            foreach (var below in Below(node))
            {
                open.Push(below);
            }

            if (node is YamlScalar scalar && HiddenCharacters.FindTurning(scalar.Text) is { } mark)
            {
                var code = ((int)mark).ToString("X4", CultureInfo.InvariantCulture);
                bag.Warning(ContractCodes.TurningMark, scalar.Position, $"The text {DiagnosticText.Quote(scalar.Text)} holds U+{code}, which turns the direction of what is shown; generated code shows it by its code, so take it out unless it is meant.");
            }
        }
    }

    private static IEnumerable<YamlNode> Below(YamlNode node) => node switch
    {
        YamlMapping map => map.Entries.SelectMany(static entry => (YamlNode[])[entry.Key, entry.Value]),
        YamlSequence list => list.Items,
        _ => [],
    };
}
