using System.Reflection;
using System.Text.RegularExpressions;
using Weir.AI;
using Weir.Generation.StepTypes;
using Weir.Tests.Conventions;
using Weir.Yaml;
using Weir.Yaml.StepTypes;

namespace Weir.Tests.Yaml.StepTypes;

/// <summary>The list of types, and docs/step-types.md, which says the same as they do.</summary>
public sealed partial class StandardStepTypesTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "step-types.md")).ReplaceLineEndings("\n");

    private static readonly StepTypeCatalog Catalog = new([.. StandardStepTypes.All, .. GenerationStepTypes.Create(), .. AIStepTypes.Create()]);

    public static TheoryData<string> Names => [.. Catalog.Types.Select(static type => type.Name)];

    public static TheoryData<Assembly> Assemblies => [typeof(StandardStepTypes).Assembly, typeof(GenerationStepTypes).Assembly, typeof(AIStepTypes).Assembly];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Catalog_HasEveryTypeOfTheAssembly(Assembly assembly)
    {
        var types = assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(StepType)) && !type.IsAbstract);
        Assert.Equal(types.ToHashSet(), Catalog.Types.Select(static type => type.GetType()).Where(type => type.Assembly == assembly).ToHashSet());
    }

    [Fact]
    public void All_AreSorted() => Assert.All(
        new[] { StandardStepTypes.All, GenerationStepTypes.Create(), AIStepTypes.Create() },
        static all => Assert.Equal(all.OrderBy(static type => type.Name, StringComparer.Ordinal), all));

    [Fact]
    public void Page_HasASectionForEveryTypeAndNoOther() => Assert.Equal(
        Catalog.Types.Select(static type => type.Name).Prepend("Permissions").Append("Your own"), Headings().Matches(Page).Select(static match => match.Groups[1].Value));

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_DescribesTheTypeAsItDescribesItself(string name)
    {
        Assert.True(Catalog.TryGet(name, out var type));
        var section = Section(name);
        Assert.StartsWith($"\n{type.Description}\n", section, StringComparison.Ordinal);
        var rows = section.Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal)).Skip(2);
        Assert.Equal(type.Parameters.Select(Row), rows);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_NamesTheFieldsOfTheOutput(string name)
    {
        Assert.True(Catalog.TryGet(name, out var type));
        if (type.OutputOf(new HashSet<string>()) is ValueShape.MapShape { IsOpen: false } map)
        {
            Assert.Contains($"The output is `{{{string.Join(", ", map.Fields.Select(static field => field.Name))}}}`", Section(name), StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains("The output is the ", Section(name), StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Page_HasAnExampleThatTheTypeTakes(string name)
    {
        Assert.True(Catalog.TryGet(name, out var type));
        var reading = YamlReader.Read(Examples().Match(Section(name)).Groups[1].Value, "step-types.md");
        Assert.Empty(reading.Diagnostics);
        var step = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(YamlValues.Of(reading.Root!));
        Assert.Equal(name, step["uses"]);
        var with = Assert.IsAssignableFrom<IReadOnlyDictionary<string, object?>>(step["with"]);
        Assert.Empty(with.Keys.Except(type.Parameters.Select(static parameter => parameter.Name)));
        Assert.Empty(type.Parameters.Where(static parameter => parameter.IsRequired).Select(static parameter => parameter.Name).Except(with.Keys));
        Assert.All(with.Where(static pair => pair.Value is not string text || !text.StartsWith("${{", StringComparison.Ordinal)), pair => Assert.True(Weir.Yaml.Expressions.Shapes.KindOf(pair.Value).MayBe(type.Parameters.Single(parameter => parameter.Name == pair.Key).Shape), pair.Key));
        Assert.Empty(type.Check(with));
        Assert.Empty(type.CheckGiven(with.Keys.ToHashSet()));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_AreNamedAndDescribedAlike(string name)
    {
        Assert.True(Catalog.TryGet(name, out var type));
        Assert.Matches("^[a-z]+\\.[a-z]+$", type.Name);
        Assert.EndsWith(".", type.Description, StringComparison.Ordinal);
        Assert.All(type.Parameters, static parameter => Assert.Matches("^[a-z-]+$", parameter.Name));
        Assert.All(type.Parameters, static parameter => Assert.EndsWith(".", parameter.Description, StringComparison.Ordinal));
        Assert.Equal(type.Parameters.OrderByDescending(static parameter => parameter.IsRequired), type.Parameters);
    }

    private static string Row(StepParameter parameter)
    {
        var what = parameter.Words.Count == 0 ? $"{parameter.Shape}" : $"one of {string.Join(", ", parameter.Words.Select(static word => $"`{word}`"))}";
        var required = parameter.IsRequired ? ", required" : "";
        var permission = parameter.Permission is { } kind ? $", permission `{kind.ToString().ToLowerInvariant()}`" : "";
        return $"| `{parameter.Name}` | {what}{required}{permission} | {parameter.Description} |";
    }

    private static string Section(string name)
    {
        var heading = $"\n## {name}\n";
        var start = Page.IndexOf(heading, StringComparison.Ordinal);
        Assert.True(start >= 0, $"The page has no section '{name}'.");
        var end = Page.IndexOf("\n## ", start + heading.Length, StringComparison.Ordinal);
        return Page[(start + heading.Length)..(end < 0 ? Page.Length : end)];
    }

    [GeneratedRegex("^## (.+)$", RegexOptions.Multiline)]
    private static partial Regex Headings();

    [GeneratedRegex("```yaml\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
