// source: SonarSource S107 (https://rules.sonarsource.com/csharp/RSPEC-107/)
// why: a class takes seven services by its primary constructor, which does too much for one class
// expect: quality/many-parameters 14

using System;

namespace Corpus.ReportServicePrimary;

internal interface ISource
{
    decimal Total(DateOnly day);
}

internal sealed class DailyReport(ISource shop, ISource marketplace, ISource wholesale, ISource returns, ISource fees, ISource shipping, TimeProvider time)
{
    public string Write()
    {
        var day = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var income = shop.Total(day) + marketplace.Total(day) + wholesale.Total(day);
        var costs = returns.Total(day) + fees.Total(day) + shipping.Total(day);
        return $"{day:yyyy-MM-dd}: {income - costs:0.00}";
    }
}
