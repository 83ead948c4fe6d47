using System.Globalization;
using Weir.Soak;

// dotnet run -c Release --project bench/Weir.Soak -- [MINUTES [SEED]]
var (minutes, seed) = (10.0, Environment.TickCount);
if (args.Length > 2
    || (args.Length > 0 && !double.TryParse(args[0], CultureInfo.InvariantCulture, out minutes))
    || (args.Length > 1 && !int.TryParse(args[1], CultureInfo.InvariantCulture, out seed))
    || minutes is not (> 0 and <= 1_440))
{
    Console.Error.WriteLine("Usage: [MINUTES [SEED]], with more than 0 and at most 1440 minutes, and a whole number as seed.");
    return 2;
}

var report = await Soaking.RunAsync(TimeSpan.FromMinutes(minutes), seed);
Console.WriteLine(report.ToJson());
return report.Violations.Count == 0 ? 0 : 1;
