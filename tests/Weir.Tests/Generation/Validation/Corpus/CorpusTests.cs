using Weir.Generation.Validation;

namespace Weir.Tests.Generation.Validation.Corpus;

/// <summary>Every validator against the corpus.</summary>
public class CorpusTests(ITestOutputHelper output)
{
    private const double LeastPrecision = 0.95;

    private const double LeastRecall = 0.9;

    /// <summary>Every standard validator, with what its authors could see and with what they could not.</summary>
    public static TheoryData<string, string> Corpora
    {
        get
        {
            var corpora = new TheoryData<string, string>();
            foreach (var validator in StandardValidators.All)
            {
                corpora.Add(validator.Name, Snippet.Known);
                corpora.Add(validator.Name, Snippet.HeldOut);
            }

            return corpora;
        }
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Validate_OfSnippets_FindsWhatIsThereAndLittleElse(string name, string folder)
    {
        var snippets = Snippet.ReadAll(name, folder);
        Assert.NotEmpty(snippets);
        var score = CorpusScore.Of(StandardValidators.All.Single(one => one.Name == name), snippets, Some.Token);
        output.WriteLine($"{folder}: {snippets.Count} snippets, {snippets.Count(static one => one.Expectations.Count == 0)} clean\n{score}");
        Assert.True(score.Total.Precision >= LeastPrecision && score.Total.Recall >= LeastRecall, score.ToString());
    }
}
