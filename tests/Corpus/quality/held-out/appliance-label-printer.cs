// source: CWE-1080 (https://cwe.mitre.org/data/definitions/1080.html)
// why: The method does one thing after the other without a branch, but it goes over more lines than a reader can hold.
// expect: quality/long-method 16

using System.Globalization;
using System.Text;

namespace Corpus.HeldOut.ApplianceLabelPrinter;

public sealed record Appliance(string Maker, string Model, char Grade, int Watts, int Decibels, double Liters);

public static class ApplianceLabelPrinter
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string ToZpl(Appliance appliance)
    {
        var label = new StringBuilder();
        label.AppendLine("^XA");
        label.AppendLine("^CI28");
        label.AppendLine("^PW812");
        label.AppendLine("^LL1218");
        label.AppendLine("^LH0,0");
        label.AppendLine("^FO40,40");
        label.AppendLine("^GB732,1138,4^FS");
        label.AppendLine("^FO60,70");
        label.AppendLine("^A0N,48,48");
        label.AppendLine(Culture, $"^FD{appliance.Maker}^FS");
        label.AppendLine("^FO60,130");
        label.AppendLine("^A0N,36,36");
        label.AppendLine(Culture, $"^FD{appliance.Model}^FS");
        label.AppendLine("^FO60,190");
        label.AppendLine("^GB692,2,2^FS");
        label.AppendLine("^FO60,220");
        label.AppendLine("^A0N,60,60");
        label.AppendLine("^FDA^FS");
        label.AppendLine("^FO60,290");
        label.AppendLine("^A0N,60,60");
        label.AppendLine("^FDB^FS");
        label.AppendLine("^FO60,360");
        label.AppendLine("^A0N,60,60");
        label.AppendLine("^FDC^FS");
        label.AppendLine("^FO60,430");
        label.AppendLine("^A0N,60,60");
        label.AppendLine("^FDD^FS");
        label.AppendLine("^FO60,500");
        label.AppendLine("^A0N,60,60");
        label.AppendLine("^FDE^FS");
        label.AppendLine("^FO520,220");
        label.AppendLine("^A0N,180,180");
        label.AppendLine(Culture, $"^FD{appliance.Grade}^FS");
        label.AppendLine("^FO60,590");
        label.AppendLine("^GB692,2,2^FS");
        label.AppendLine("^FO60,620");
        label.AppendLine("^A0N,40,40");
        label.AppendLine("^FDPower^FS");
        label.AppendLine("^FO520,620");
        label.AppendLine("^A0N,40,40");
        label.AppendLine(Culture, $"^FD{appliance.Watts} W^FS");
        label.AppendLine("^FO60,680");
        label.AppendLine("^A0N,40,40");
        label.AppendLine("^FDNoise^FS");
        label.AppendLine("^FO520,680");
        label.AppendLine("^A0N,40,40");
        label.AppendLine(Culture, $"^FD{appliance.Decibels} dB^FS");
        label.AppendLine("^FO60,740");
        label.AppendLine("^A0N,40,40");
        label.AppendLine("^FDVolume^FS");
        label.AppendLine("^FO520,740");
        label.AppendLine("^A0N,40,40");
        label.AppendLine(Culture, $"^FD{appliance.Liters:F1} l^FS");
        label.AppendLine("^FO60,820");
        label.AppendLine("^GB692,2,2^FS");
        label.AppendLine("^FO60,860");
        label.AppendLine("^BY3,2,120");
        label.AppendLine("^BCN,120,Y,N,N");
        label.AppendLine(Culture, $"^FD{appliance.Maker}-{appliance.Model}^FS");
        label.AppendLine("^PQ1");
        label.AppendLine("^XZ");
        return label.ToString();
    }
}
