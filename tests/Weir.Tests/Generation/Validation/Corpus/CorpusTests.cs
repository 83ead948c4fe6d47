using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>Every validator against the snippets that its authors may see.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    private const double LeastPrecision = 0.95;

    private const double LeastRecall = 0.9;

    /// <summary>The types of the validators of the library that need nothing to be made.</summary>
    public static TheoryData<string> Validators =>
        [.. typeof(Validator).Assembly.GetTypes()
            .Where(static type => type.IsSubclassOf(typeof(Validator)) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(static type => type.FullName!)
            .Order(StringComparer.Ordinal)];

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Validators))]
    public void Validate_OfKnownSnippets_FindsWhatIsThereAndLittleElse(string type)
    {
        var validator = (Validator)Activator.CreateInstance(typeof(Validator).Assembly.GetType(type, throwOnError: true)!)!;
        var snippets = Snippet.ReadAll(validator.Name, Snippet.Known);
        Assert.SkipWhen(snippets.Count == 0, $"The corpus has no snippets of '{validator.Name}'.");
        var score = CorpusScore.Of(validator, snippets, Some.Token);
        output.WriteLine(score.ToString());
        Assert.True(score.Total.Precision >= LeastPrecision && score.Total.Recall >= LeastRecall, score.ToString());
    }
}
