using System.Text.RegularExpressions;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Weir.Yaml.StepTypes;

/// <summary><c>json.query</c>: the JSONPath of Newtonsoft.Json, with an end.</summary>
/// <param name="maxTime">How long one query may take.</param>
/// <param name="maxMatchTime">How long one match of a regular expression may take.</param>
internal sealed partial class JsonQueryStep(TimeSpan maxTime, TimeSpan maxMatchTime) : StepType(
    "json.query",
    "Finds values by JSONPath.",
    new StepParameter("data", ValueShape.Any, "Where to look: a list or map; text is not parsed.") { IsRequired = true },
    new StepParameter("query", ValueShape.Text, "The JSONPath, such as $.items[?(@.price < 10)].name; at most 1,000 characters.") { IsRequired = true })
{
    // The parser calls itself for a filter inside a filter: what is longer could overflow the stack, which ends the process.
    private const int MaxLength = 1000;
    private const int MaxResults = 1_000_000;

    public JsonQueryStep()
        : this(TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(1))
    {
    }

    public override IEnumerable<(string Parameter, string Message)> Check(IReadOnlyDictionary<string, object?> literals)
    {
        if (literals.GetValueOrDefault("query") is string query && Problem(query) is { } problem)
        {
            yield return ("query", problem);
        }
    }

    public override ValueTask<object?> RunAsync(StepArguments arguments, StepContext context)
    {
        var query = arguments.Text("query");
        if (Problem(query) is { } problem)
        {
            return new(context.Fail<object?>(problem));
        }

        try
        {
            var results = Select(arguments.Value("data"), query, new QueryLimit(context.Time, maxTime, context.CancellationToken));
            return new(Singular().IsMatch(query) ? results.FirstOrDefault() : results);
        }
        catch (RegexMatchTimeoutException)
        {
            return new(context.Fail<object?>($"A regular expression of {Named(query)} took longer than {maxMatchTime.TotalSeconds:0.###} s for one text; make it simpler."));
        }
        catch (TimeoutException error)
        {
            return new(context.Fail<object?>($"{Named(query)} {error.Message}"));
        }
        catch (ArgumentOutOfRangeException)
        {
            return new(context.Fail<object?>($"{Named(query)} has an index below 0; [-1:] is the list of the last item."));
        }
        catch (Exception error) when (error is ArgumentException or JsonException or OverflowException)
        {
            return new(context.Fail<object?>($"{Named(query)} cannot be answered: {error.Message}"));
        }
    }

    private List<object?> Select(object? data, string query, QueryLimit limit)
    {
        var results = new List<object?>();
        foreach (var token in QueryTokens.Of(data, limit).SelectTokens(query, new JsonSelectSettings { RegexMatchTimeout = maxMatchTime }))
        {
            limit.Check();
            results.Add(QueryTokens.ValueOf(token));
            if (results.Count > MaxResults)
            {
                throw new TimeoutException($"finds more than {MaxResults} values; make it narrower.");
            }
        }

        return results;
    }

    /// <summary>What is wrong with a query whatever it is asked of; null: nothing.</summary>
    private static string? Problem(string query)
    {
        if (query.Length > MaxLength)
        {
            return $"The query has {query.Length} characters; at most {MaxLength} are read.";
        }

        try
        {
            // It is parsed when it is called, before anybody asks for a result.
            _ = new JObject().SelectTokens(query);
            return null;
        }
        catch (IndexOutOfRangeException)
        {
            return $"{Named(query)} is no JSONPath: it ends too early.";
        }
        catch (Exception error) when (error is JsonException or OverflowException or ArgumentException)
        {
            return $"{Named(query)} is no JSONPath: {error.Message}";
        }
    }

    private static string Named(string query) => $"The query '{query.ReplaceLineEndings(" ")}'";

    /// <summary>A path of names and indices only, which leads to one value or none.</summary>
    [GeneratedRegex(@"^\s*[^\s.\[\]()*'""?,:]*(\.[^\s.\[\]()*'""?,:]+|\[\s*[0-9]+\s*\]|\[\s*'([^'\\]|\\.)*'\s*\])*\s*$", RegexOptions.ExplicitCapture)]
    private static partial Regex Singular();
}
