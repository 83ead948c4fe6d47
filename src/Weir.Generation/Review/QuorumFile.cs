using Weir.AI;
using Weir.Yaml;
using Weir.Yaml.Files;

namespace Weir.Generation.Review;

/// <summary>A file that says who is in a quorum and how it decides; docs/quorum.md describes it.</summary>
internal static class QuorumFile
{
    // As of weights in Weir.AI; what it makes of other values is an exception without a place.
    private const decimal MaxWeight = 10;

    /// <summary>Reads a file.</summary>
    /// <param name="utf8">Its bytes.</param>
    /// <param name="file">Its path as the user named it.</param>
    /// <param name="time">The clock of the quorum.</param>
    /// <returns>The quorum, or null and what is wrong.</returns>
    public static (Quorum<ReviewCase>? Quorum, IReadOnlyList<Diagnostic> Diagnostics) Read(ReadOnlySpan<byte> utf8, string file, TimeProvider time)
    {
        var yaml = YamlReader.Read(utf8, file);
        var bag = new DiagnosticBag();
        foreach (var diagnostic in yaml.Diagnostics)
        {
            bag.Add(diagnostic);
        }

        if (yaml.Root is not null and not YamlMapping)
        {
            bag.Error(YamlCodes.WrongType, yaml.Root.Position, $"A quorum is a map of fields such as 'members' and 'threshold', and this file holds {YamlFields.Shown(yaml.Root)}.");
        }

        var quorum = yaml.Root is YamlMapping root ? Read(new YamlFields(root, "a quorum", bag), bag, time) : null;
        return (bag.HasErrors ? null : quorum, bag.ToList());
    }

    private static Quorum<ReviewCase>? Read(YamlFields fields, DiagnosticBag bag, TimeProvider time)
    {
        var threshold = fields.Number("threshold", 0, 1);
        var minimum = fields.Number("min-weight", 0, decimal.MaxValue);
        var options = new QuorumOptions { Time = time, DecidesEarly = false, MinWeight = (double?)minimum };
        options = threshold is { } least ? options with { Threshold = (double)least } : options;
        options = Duration(fields, "deadline", bag) is { } deadline ? options with { Deadline = deadline } : options;
        fields.Require("members");
        var members = fields.FieldsOfItems("members").Select(member => ReadMember(member, bag)).ToArray();
        fields.Finish();
        if (bag.HasErrors)
        {
            return null;
        }

        // Names, weights and minimum are held against each other by the quorum, whose sentences are for users.
        try
        {
            return new Quorum<ReviewCase>(members.OfType<QuorumMember<ReviewCase>>(), options);
        }
        catch (ArgumentException error)
        {
            bag.Error(GenerationCodes.Quorum, fields.Position, WithoutParameter(error));
            return null;
        }
    }

    private static QuorumMember<ReviewCase>? ReadMember(YamlFields fields, DiagnosticBag bag)
    {
        var name = fields.RequireText("name");
        fields.Require("uses");
        var uses = fields.Word("uses", LocalReviewers.Known);
        var weight = fields.Number("weight", 0, MaxWeight);
        var hasVeto = fields.Boolean("veto") ?? false;
        var timeout = Duration(fields, "timeout", bag);
        fields.Finish();
        if (name is not null && string.IsNullOrWhiteSpace(name.Text))
        {
            bag.Error(YamlCodes.OutOfRange, name.Position, "The name of a member must not be empty.");
        }

        if (bag.HasErrors || name is null || uses is null)
        {
            return null;
        }

        var member = LocalReviewers.Create(uses, name.Text) with { HasVeto = hasVeto, Weight = (double)(weight ?? 1) };
        return timeout is { } limit ? member with { Timeout = limit } : member;
    }

    private static TimeSpan? Duration(YamlFields fields, string name, DiagnosticBag bag)
    {
        if (fields.Text(name) is not { } text)
        {
            return null;
        }

        var duration = Durations.TryParse(text.Text);
        if (duration is null)
        {
            bag.Error(YamlCodes.OutOfRange, text.Position, $"'{name}' of {fields.Name} must be {Durations.Hint}, and it is {DiagnosticText.Quote(text.Text)}.");
        }

        return duration;
    }

    private static string WithoutParameter(ArgumentException error) => error.ParamName is { } name ? error.Message.Replace($" (Parameter '{name}')", "", StringComparison.Ordinal) : error.Message;
}
