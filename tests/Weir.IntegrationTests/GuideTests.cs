using System.Reflection;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Weir.IntegrationTests;

/// <summary>
/// Every program of the guide and of the pages beside it, compiled and run as it stands there, in this process: a build for each would take minutes.
/// The block <c>text</c> behind a program is what it prints.
/// </summary>
public sealed class GuideTests
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    // Those that have programs.
    private static readonly string[] Pages =
    [
        "guide.md",
        "statistics.md",
        "measuring.md",
        "durability.md",
        "budgets.md",
        "testing.md",
        "hosting.md",
        "hooks.md",
        "step-types.md",
        "workflows.md",
        "quorum.md",
        "nodes.md",
        "templates.md",
        "validation.md",
        "layers/concurrency.md",
        "layers/contexts.md",
        "layers/pooling.md",
        "layers/telemetry.md",
        "options.md",
        "presets.md",
        "layers/caching.md",
    ];

    private static readonly Dictionary<string, (string Code, string? Output)> Programs = ReadPrograms(Pages);

    private static readonly Lazy<MetadataReference[]> References = new(static () =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(static file => Path.GetFileName(file) is ['S', 'y', 's', 't', 'e', 'm', ..] or ['M', 'i', 'c', 'r', 'o', 's', 'o', 'f', 't', '.', 'E', 'x', 't', ..] or "Microsoft.CodeAnalysis.dll" or "Microsoft.CodeAnalysis.CSharp.dll" or ['W', 'e', 'i', 'r', '.', ..] or "netstandard.dll")
            .Select(static file => MetadataReference.CreateFromFile(file))]);

    public static TheoryData<string> Headings => [.. Programs.Keys];

    [Theory]
    [MemberData(nameof(Headings))]
    public async Task Program_PrintsWhatThePageSays(string heading)
    {
        var (code, expected) = Programs[heading];
        var printed = await RunAsync(Compile(code));
        Assert.True(expected == printed, $"The page says:\n{expected}\nThe program prints:\n{printed}");
    }

    internal static byte[] Compile(string code)
    {
        SyntaxTree[] trees = [CSharpSyntaxTree.ParseText(ImplicitUsings), CSharpSyntaxTree.ParseText(code, path: "Program.cs")];
        var options = new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable);
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create("Guide", trees, References.Value, options).Emit(image);
        Assert.Empty(result.Diagnostics.Where(static one => one.Severity >= DiagnosticSeverity.Warning).Select(static one => one.ToString()));
        return image.ToArray();
    }

    private static async Task<string> RunAsync(byte[] image)
    {
        var context = new AssemblyLoadContext("Guide", isCollectible: true);
        var usual = Console.Out;
        using var printed = new StringWriter { NewLine = "\n" };
        Console.SetOut(TextWriter.Synchronized(printed));
        try
        {
            var main = context.LoadFromStream(new MemoryStream(image)).GetType("Program")!
                .GetMethod("<Main>$", BindingFlags.Static | BindingFlags.NonPublic)!;

            // A program that awaits nothing gives nothing to await.
            if (main.Invoke(null, [Array.Empty<string>()]) is Task running)
            {
                await running;
            }
        }
        finally
        {
            Console.SetOut(usual);
            context.Unload();
        }

        return printed.ToString();
    }

    /// <summary>The programs by the heading above them; where it has several, they are counted.</summary>
    private static Dictionary<string, (string Code, string? Output)> ReadPrograms(params ReadOnlySpan<string> pages)
    {
        var programs = new Dictionary<string, (string Code, string? Output)>();
        foreach (var page in pages)
        {
            ReadPage(page, programs);
        }

        return programs;
    }

    private static void ReadPage(string page, Dictionary<string, (string Code, string? Output)> programs)
    {
        string heading = "", last = "";
        StringBuilder? block = null;
        var language = "";
        foreach (var line in File.ReadLines(Path.Combine(Tool.Root, "docs", page)))
        {
            switch (line)
            {
                case "```" when language == "csharp" && block?.ToString().StartsWith("using Nodes.", StringComparison.Ordinal) == true:
                    // It needs a generated package: DocumentTests runs it.
                    block = null;
                    break;
                case "```" when block is not null && language == "csharp":
                    last = programs.ContainsKey(heading) ? $"{heading} ({programs.Count})" : heading;
                    programs.Add(last, (block.ToString(), null));
                    block = null;
                    break;
                case "```" when block is not null:
                    if (language == "text")
                    {
                        programs[last] = (programs[last].Code, block.ToString());
                    }

                    block = null;
                    break;
                case ['`', '`', '`', .. var name] when block is null:
                    (block, language) = (new StringBuilder(), name);
                    break;
                case ['#', ..] when block is null:
                    heading = line.TrimStart('#', ' ');
                    break;
                default:
                    block?.Append(line).Append('\n');
                    break;
            }
        }
    }
}
