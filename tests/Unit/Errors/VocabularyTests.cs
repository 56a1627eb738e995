using CxOne.Errors;

namespace CxOne.Tests.Errors;

public sealed class VocabularyTests
{
    [Fact]
    public void Every_hint_has_neutral_words_that_name_its_subject_where_it_has_one()
        => Assert.All(Enum.GetValues<CxHintId>(), id =>
        {
            var (with, without) = (new CxHint(id, "subject-7").ToString(), new CxHint(id).ToString());

            Assert.True(with == without ? with.Length > 0 : with.Contains("subject-7", StringComparison.Ordinal), with);
            Assert.DoesNotContain("-Cx", with, StringComparison.Ordinal);
        });

    [Fact]
    public void An_unknown_hint_is_refused()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new CxHint((CxHintId)(-1)).ToString());

    [Fact]
    public void Another_vocabulary_gives_its_own_words_and_the_neutral_ones_for_the_rest()
    {
        CxVocabulary words = new Shouting();

        Assert.Equal("FORCE", words.Words(CxHint.Option("Force")));
        Assert.Equal(new CxVocabulary().Words(CxHint.VerifyAuditLog), words.Words(CxHint.VerifyAuditLog));
        Assert.Equal(CxErrors.Conflict.RecommendedAction, words.RecommendedAction(CxErrors.Conflict));
        Assert.Equal(CxErrors.Conflict.Meaning, words.Meaning(CxErrors.Conflict));
    }

    private sealed class Shouting : CxVocabulary
    {
        public override string Words(CxHint hint) => hint.Id == CxHintId.Option ? hint.Subject.ToUpperInvariant() : base.Words(hint);
    }
}
