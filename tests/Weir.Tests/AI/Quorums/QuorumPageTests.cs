using System.Globalization;
using Weir.AI;
using Weir.Tests.Conventions;

namespace Weir.Tests.AI.Quorums;

/// <summary>The worked example of docs/quorum.md, computed.</summary>
public class QuorumPageTests
{
    private static readonly string Page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "quorum.md"));

    [Fact]
    public async Task WorkedExample_IsWhatAQuorumDecides()
    {
        var rows = Page.Split('\n').SkipWhile(static line => line != "### A worked example").Select(static line => line.Split('|', StringSplitOptions.TrimEntries))
            .Where(static cells => cells.Length == 8 && cells[3] is "pass" or "fail").ToArray();
        Assert.Equal(4, rows.Length);
        foreach (var row in rows)
        {
            var vote = new QuorumVote(row[3] == "pass", Number(row[4]), "so it is");
            Assert.Equal(Number(row[5]), vote.Probability, 3);
            Assert.Equal(Number(row[6]), Number(row[2]) * vote.Probability, 3);
        }

        var all = rows.Select(static row => Member(row, row[3] == "pass")).ToArray();
        await AssertScoreAsync("4.4 / 6.5 = 0.677", true, all);
        await AssertScoreAsync("3.65 / 5.5 = 0.664", true, all[..3]);
        await AssertScoreAsync("3.2 / 6.5 = 0.492", false, [all[0], Member(rows[1], false), .. all[2..]]);
    }

    private static async Task AssertScoreAsync(string formula, bool passes, QuorumMember<string>[] members)
    {
        Assert.Contains(formula, Page, StringComparison.Ordinal);
        var verdict = await new Quorum<string>(members, new QuorumOptions { DecidesEarly = false }).DecideAsync("case", Some.Token);
        Assert.Equal(Number(formula[^5..]), verdict.Score, 3);
        Assert.Equal(passes, verdict.Passed);
    }

    private static QuorumMember<string> Member(string[] row, bool passes) =>
        passes ? Members.For(row[1], Number(row[2]), Number(row[4])) : Members.Against(row[1], Number(row[2]), Number(row[4]));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
