using System.Reflection;
using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>Every validator against the snippets that its authors may see.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    private const double LeastPrecision = 0.95;

    private const double LeastRecall = 0.9;

    private const BindingFlags Making = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.CreateInstance | BindingFlags.OptionalParamBinding;

    /// <summary>The types of the validators of the library that can be made of nothing, or of defaults.</summary>
    public static TheoryData<string> Validators =>
        [.. typeof(Validator).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Validator)) && !type.IsAbstract && type.GetConstructors(Making).Any(static one => one.GetParameters().All(static parameter => parameter.IsOptional)))
            .Select(static type => type.FullName!)
            .Order(StringComparer.Ordinal)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Validators))]
    public void Validate_OfKnownSnippets_FindsWhatIsThereAndLittleElse(string type)
    {
        var validator = (Validator)Activator.CreateInstance(typeof(Validator).Assembly.GetType(type, throwOnError: true)!, Making, null, [], null)!;
        var snippets = Snippet.ReadAll(validator.Name, Snippet.Known);
        Assert.SkipWhen(snippets.Count == 0, $"The corpus has no snippets of '{validator.Name}'.");
        var score = CorpusScore.Of(validator, snippets, Some.Token);
        output.WriteLine(score.ToString());
        Assert.True(score.Total.Precision >= LeastPrecision && score.Total.Recall >= LeastRecall, score.ToString());
    }
}
