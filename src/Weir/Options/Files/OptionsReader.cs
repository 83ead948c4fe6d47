using System.Text;
using System.Text.Json;

namespace Weir;

/// <summary>Reads options from JSON, and tells all that is wrong at once.</summary>
internal static class OptionsReader
{
    private const string VersionName = "version";
    private const string RuntimeName = "allowRuntimeChanges";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly FlagKind Flag = new();

    // What the documents name and this version does not have yet.
    private static readonly string[] Later = ["memory", "monitoring", "errorHandling", "automatic"];

    private static readonly string[] Names = ["$schema", VersionName, RuntimeName, .. OptionCatalog.Layers.Select(static layer => layer.Name)];

    public static OptimizationOptions Read(byte[] json, string path)
    {
        var problems = new OptionsProblems();
        var options = Document(json, problems) is { } root ? Options(root, problems) : OptimizationOptions.None;
        return problems.Any ? throw new OptionsFileException(path, problems.InOrder) : options;
    }

    private static JsonSpot? Document(byte[] json, OptionsProblems problems)
    {
        if (json.Length > OptimizationOptionsFile.MaxBytes)
        {
            problems.Add(OptionsFileCodes.NoJson, new JsonPlace(1, 1), $"The file is longer than {OptimizationOptionsFile.MaxBytes} bytes; options take a few thousand.");
            return null;
        }

        try
        {
            _ = Strict.GetCharCount(json);
            var root = new JsonSpotReader(json.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? json[3..] : json).Read();
            if (root.Kind == JsonValueKind.Object)
            {
                return root;
            }

            problems.Add(OptionsFileCodes.NoJson, root, $"The file holds {root.Shown}; it must hold an object, such as {{ \"version\": 1 }}.");
        }
        catch (JsonException error)
        {
            problems.Add(OptionsFileCodes.NoJson, PlaceOf(json, error), $"This is no JSON: {error.Message.Split(" LineNumber:")[0].ReplaceLineEndings(" ")}");
        }
        catch (Exception error) when (error is DecoderFallbackException or InvalidOperationException)
        {
            problems.Add(OptionsFileCodes.NoJson, new JsonPlace(1, 1), "The file holds a text that is no Unicode; write it in UTF-8, and escapes of \\ud800 to \\udfff in pairs.");
        }

        return null;
    }

    // The exception counts lines from 0, and bytes.
    private static JsonPlace PlaceOf(byte[] json, JsonException error)
    {
        var line = (int)(error.LineNumber ?? 0);
        var rest = json.AsSpan();
        for (var i = 0; i < line; i++)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        return new(line + 1, Encoding.UTF8.GetCharCount(rest[..Math.Min(rest.Length, (int)(error.BytePositionInLine ?? 0))]) + 1);
    }

    private static OptimizationOptions Options(JsonSpot root, OptionsProblems problems)
    {
        if (!CheckVersion(root, problems))
        {
            return OptimizationOptions.None;
        }

        var options = OptimizationOptions.None;
        foreach (var entry in problems.Distinct(root, ""))
        {
            options = Entry(options, entry, problems);
        }

        if (!problems.Any)
        {
            foreach (var one in Contradiction.Of(options))
            {
                problems.Add(OptionsFileCodes.Contradiction, PlaceOf(root, one), one.InFile());
            }
        }

        return options;
    }

    // A file of another version is not looked at further: its names may mean something else.
    private static bool CheckVersion(JsonSpot root, OptionsProblems problems)
    {
        var version = root.Entries.FirstOrDefault(static entry => entry.Name == VersionName);
        if (version is { Value: { Kind: JsonValueKind.Number, Text: "1" } })
        {
            return true;
        }

        problems.Add(
            OptionsFileCodes.Version,
            version?.Value.Place ?? root.Place,
            version is null
                ? "The file has no version; write \"version\": 1."
                : $"The file has the version {version.Value.Shown}; this version of Weir reads {OptimizationOptionsFile.Version}.");
        return false;
    }

    private static OptimizationOptions Entry(OptimizationOptions options, JsonEntry entry, OptionsProblems problems)
    {
        if (OptionCatalog.Layers.FirstOrDefault(layer => layer.Name == entry.Name) is { } known)
        {
            return known.Read(options, entry.Value, problems);
        }

        switch (entry.Name)
        {
            case VersionName or "$schema":
                break;
            case RuntimeName when Flag.TryRead(entry.Value, out var allowed):
                return options with { AllowRuntimeChanges = allowed };
            case RuntimeName:
                problems.Add(OptionsFileCodes.WrongType, entry.Value, $"{RuntimeName} is {entry.Value.Shown}; it must be {Flag.Expected}.");
                break;
            case var name when Later.Contains(name):
                problems.Add(OptionsFileCodes.NotYet, entry, $"'{name}' comes with a later layer, and nothing in this version of Weir would read it; leave it out.");
                break;
            default:
                problems.Add(OptionsFileCodes.UnknownName, entry, $"There is no option {JsonSpot.Quote(entry.Name)}{NearestName.Hint(entry.Name, Names)}");
                break;
        }

        return options;
    }

    // Where the one is said, or the other; the defaults alone contradict nothing.
    private static JsonPlace PlaceOf(JsonSpot root, Contradiction one) =>
        Find(root, OptionName.InFile(one.First)) ?? Find(root, OptionName.InFile(one.Second)) ?? root.Place;

    private static JsonPlace? Find(JsonSpot root, string path)
    {
        var at = root;
        foreach (var part in path.Split('.'))
        {
            if (at.Entries.FirstOrDefault(entry => entry.Name == part) is not { } entry)
            {
                return null;
            }

            at = entry.Value;
        }

        return at.Place;
    }
}
