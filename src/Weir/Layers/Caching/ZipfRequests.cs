namespace Weir.Layers.Caching;

/// <summary>Keys as they are asked for in real life: the one of rank r with a weight of r to the power of -0.9, and, where it is wanted, now and then many keys that come once.</summary>
internal static class ZipfRequests
{
    public const int Keys = 10_000;

    private const double Exponent = 0.9;
    private const int FirstSeed = 5;

    // Of so many requests the last ones are a scan.
    private const int Round = 10_000;
    private const int Scan = 1_500;

    /// <summary>Always the same ones.</summary>
    /// <param name="count">How many.</param>
    /// <param name="withScans">Whether there are scans.</param>
    /// <param name="draw">Which of the traces that are alike, from 0 on.</param>
    public static int[] Make(int count, bool withScans, int draw = 0)
    {
        var random = new Random(FirstSeed + draw);
        var sums = new double[Keys];
        var sum = 0.0;
        for (var i = 0; i < Keys; i++)
        {
            sums[i] = sum += Math.Pow(i + 1, -Exponent);
        }

        var scanned = Keys;
        var requests = new int[count];
        for (var i = 0; i < count; i++)
        {
            requests[i] = withScans && i % Round >= Round - Scan ? scanned++ : KeyAt(sums, random.NextDouble() * sum);
        }

        return requests;
    }

    private static int KeyAt(double[] sums, double at) => Array.BinarySearch(sums, at) is var index && index < 0 ? ~index : index;
}
