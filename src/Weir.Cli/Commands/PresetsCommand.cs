using System.CommandLine;
using System.Text.Json.Nodes;
using Weir.Cli.Output;

namespace Weir.Cli.Commands;

/// <summary><c>weir presets</c>: the option presets and their values.</summary>
internal sealed class PresetsCommand
{
    private readonly Argument<string?> _name = new("name")
    {
        Description = "The preset to show with every value; without it all are listed.",
        HelpName = "NAME",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<bool> _json = CommonOptions.Json();

    public static Command Create()
    {
        var presets = new PresetsCommand();
        var command = new Command("presets", """
            Lists the option presets with their values: which layers each turns on or off, and how they are set up. A layer that a preset does not name is off,
            unless options further outside turn it on. With --json the options of a preset have the form of a file of options.

            Example:
              weir presets
              weir presets batch-processing
              weir presets production --json | jq '.presets[0].options' > options.json
            """)
        {
            presets._name,
            presets._json,
        };
        command.SetAction(presets.Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var name = parsed.GetValue(_name);
        IReadOnlyList<OptimizationPreset> presets;
        try
        {
            presets = name is null ? OptimizationPresets.All : [OptimizationPresets.Get(name)];
        }
        catch (ArgumentException problem)
        {
            return UsageError.Report(parsed, problem.Message);
        }

        if (parsed.GetValue(_json))
        {
            Json.Write(new { Presets = presets.Select(static one => new { one.Name, one.Description, one.Options.Hash, Options = JsonNode.Parse(OptimizationOptionsFile.ToJson(one.Options)) }) });
        }
        else if (name is null)
        {
            PresetText.List(presets, Console.Out);
        }
        else
        {
            PresetText.Show(presets[0], Console.Out);
        }

        return ExitCode.Done;
    }
}
