namespace Weir.Tests.Workflows;

public class RankSetTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(64)]
    [InlineData(65)]
    [InlineData(4_096)]
    [InlineData(4_097)]
    [InlineData(300_000)]
    public void TryTake_GivesTheLeast_AsASortedSetDoes(int count)
    {
        var random = new Random(count);
        var (set, model) = (new RankSet(count), new SortedSet<int>());
        for (var i = 0; i < 20_000; i++)
        {
            if (random.Next(3) > 0 && random.Next(count) is var rank && model.Add(rank))
            {
                set.Add(rank);
            }
            else if (random.Next(2) == 0)
            {
                Assert.Equal(model.Count > 0, set.TryTake(out var least));
                if (model.Count > 0)
                {
                    Assert.Equal(model.Min, least);
                    model.Remove(least);
                }
            }

            Assert.Equal(model.Count == 0, set.IsEmpty);
        }
    }
}
