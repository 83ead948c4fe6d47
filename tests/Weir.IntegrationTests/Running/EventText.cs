using System.Globalization;
using System.Text;

namespace Weir.IntegrationTests.Running;

/// <summary>Events of a run, made by hand from their lines of JSON.</summary>
internal sealed class EventText(string run = "r1")
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private long _next;

    public RunEvent Of(string type, double seconds, string rest = "")
    {
        var line = string.Create(CultureInfo.InvariantCulture, $$"""{"v":1,"run":"{{run}}","seq":{{_next++}},"at":"{{Start.AddSeconds(seconds):O}}","type":"{{type}}"{{(rest.Length > 0 ? "," : "")}}{{rest}}}""");
        return RunEventJson.Read(Encoding.UTF8.GetBytes(line));
    }

    public RunEvent Started(double seconds = 0) => Of("runStarted", seconds, "\"name\":\"w\"");

    public RunEvent Resumed(double seconds) => Of("runResumed", seconds);

    public RunEvent Ended(double seconds, string status = "completed") => Of("runEnded", seconds, $"\"status\":\"{status}\"");

    public RunEvent StepStarted(string path, double seconds) => Of("stepStarted", seconds, $"\"path\":\"{path}\",\"stage\":\"s\"");

    public RunEvent Restarted(string path, int attempt, double seconds) => Of("attemptRestarted", seconds, $"\"path\":\"{path}\",\"attempt\":{attempt}");

    public RunEvent Delayed(string path, int attempt, double seconds, int delay) =>
        Of("attemptDelayed", seconds, $"\"path\":\"{path}\",\"attempt\":{attempt},\"ms\":{delay}");

    public RunEvent Chunk(string path, double seconds) => Of("chunkEmitted", seconds, $"\"path\":\"{path}\",\"attempt\":1,\"chunk\":\"x\"");

    public RunEvent StepEnded(string path, double seconds, string status = "completed", int attempts = 1, string rest = "") =>
        Of("stepEnded", seconds, $"\"path\":\"{path}\",\"stage\":\"s\",\"status\":\"{status}\",\"attempts\":{attempts},\"ms\":{(attempts > 0 ? 500 : 0)}{rest}");
}
