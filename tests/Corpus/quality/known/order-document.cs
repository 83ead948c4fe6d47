// source: SonarSource S138 (https://rules.sonarsource.com/csharp/RSPEC-138/)
// why: a document of more than sixty lines is put together in one go, by a method with eight parameters
// expect: quality/long-method 13
// expect: quality/many-parameters 13

using System;
using System.Text;

namespace Corpus.OrderDocument;

public static class OrderDocument
{
    public static string Write(
        string number,
        string customer,
        string street,
        string city,
        decimal net,
        decimal tax,
        DateOnly placed,
        DateOnly due)
    {
        var text = new StringBuilder();
        text.AppendLine("<order>");
        text.AppendLine("  <head>");
        text.AppendLine($"    <number>{number}</number>");
        text.AppendLine($"    <placed>{placed:yyyy-MM-dd}</placed>");
        text.AppendLine($"    <due>{due:yyyy-MM-dd}</due>");
        text.AppendLine("  </head>");

        text.AppendLine("  <buyer>");
        text.AppendLine($"    <customer>{customer}</customer>");
        text.AppendLine($"    <street>{street}</street>");
        text.AppendLine($"    <city>{city}</city>");
        text.AppendLine("  </buyer>");

        text.AppendLine("  <seller>");
        text.AppendLine("    <line>Lindenhof Handel GmbH</line>");
        text.AppendLine("    <line>Am Markt 7</line>");
        text.AppendLine("    <line>04109 Leipzig</line>");
        text.AppendLine("    <line>HRB 20481</line>");
        text.AppendLine("    <line>DE 812 334 551</line>");
        text.AppendLine("    <line>+49 341 555 0100</line>");
        text.AppendLine("    <line>orders at lindenhof.example</line>");
        text.AppendLine("  </seller>");

        text.AppendLine("  <amounts>");
        text.AppendLine($"    <net>{net:0.00}</net>");
        text.AppendLine($"    <tax>{tax:0.00}</tax>");
        text.AppendLine($"    <gross>{net + tax:0.00}</gross>");
        text.AppendLine("  </amounts>");

        text.AppendLine("  <terms>");
        text.AppendLine("    <line>Payable within thirty days.</line>");
        text.AppendLine("    <line>Two percent off within ten days.</line>");
        text.AppendLine("    <line>Goods stay ours until they are paid.</line>");
        text.AppendLine("    <line>Leipzig is where courts meet.</line>");
        text.AppendLine("    <line>Reminders cost five euros.</line>");
        text.AppendLine("    <line>Interest is nine points above base.</line>");
        text.AppendLine("  </terms>");

        text.AppendLine("  <delivery>");
        text.AppendLine("    <line>Free above fifty euros.</line>");
        text.AppendLine("    <line>Within three working days.</line>");
        text.AppendLine("    <line>By DHL or DPD.</line>");
        text.AppendLine("    <line>To islands within a week.</line>");
        text.AppendLine("    <line>Signed for above five hundred euros.</line>");
        text.AppendLine("    <line>Left with neighbours where allowed.</line>");
        text.AppendLine("  </delivery>");

        text.AppendLine("  <legal>");
        text.AppendLine("    <line>Consumers may withdraw within fourteen days.</line>");
        text.AppendLine("    <line>Statutory warranty applies.</line>");
        text.AppendLine("    <line>Data are kept for ten years.</line>");
        text.AppendLine("    <line>The register is in Leipzig.</line>");
        text.AppendLine("    <line>Managing directors: Anna and Karl Linden.</line>");
        text.AppendLine("    <line>Batteries are taken back.</line>");
        text.AppendLine("  </legal>");

        text.AppendLine("  <bank>");
        text.AppendLine("    <line>Sparkasse Leipzig</line>");
        text.AppendLine("    <line>Account 1100 5533 20</line>");
        text.AppendLine("    <line>Any account of ours is right.</line>");
        text.AppendLine("  </bank>");

        text.AppendLine("  <footer>");
        text.AppendLine("    <line>Thank you for your order.</line>");
        text.AppendLine("    <line>Please quote the number.</line>");
        text.AppendLine("    <line>This document needs no signature.</line>");
        text.AppendLine("    <line>Page 1 of 1.</line>");
        text.AppendLine("    <line>Printed on recycled paper.</line>");
        text.AppendLine("    <line>Questions: call us.</line>");
        text.AppendLine("  </footer>");
        text.AppendLine("</order>");
        return text.ToString();
    }
}
