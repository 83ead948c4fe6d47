// source: CA2100 (https://learn.microsoft.com/dotnet/fundamentals/code-analysis/quality-rules/ca2100)
// why: FromSqlInterpolated makes parameters of its holes, although the text looks interpolated
// expect: none

using System;
using System.Collections.Generic;

namespace Corpus.BlogInterpolatedSafely;

public sealed record Article(int Id, string Title);

public interface IArticles
{
    IReadOnlyList<Article> FromSqlInterpolated(FormattableString sql);
}

public sealed class ArticleSearch(IArticles articles)
{
    public IReadOnlyList<Article> ByTitle(string words, int most)
    {
        var like = $"%{words.Replace("%", "", StringComparison.Ordinal)}%";
        return articles.FromSqlInterpolated($"SELECT id, title FROM articles WHERE title LIKE {like} LIMIT {most}");
    }

    public string Describe(string words) => $"SELECT is what we call a choice; yours was '{words}'";
}
