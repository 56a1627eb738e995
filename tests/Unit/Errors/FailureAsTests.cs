using CxOne.Errors;

namespace CxOne.Tests.Errors;

public sealed class FailureAsTests
{
    private static readonly CxRequestException Failure = new(CxErrors.Conflict, "Conflict.", "job-1")
    {
        Method = "POST",
        Uri = "https://tenant.example/x",
        StatusCode = 409,
        RequestId = "r-1",
        Attempts = 3,
        RetryAfter = TimeSpan.FromSeconds(7),
        AnswerWasLost = true,
        IsOwnAnswer = true,
        TenantMessage = "It runs.",
        RequiredScope = "ivr:write",
        Errors = [new CxApiError { Code = "E1" }],
    };

    [Fact]
    public void As_copies_the_request_details()
    {
        var error = Failure.As(CxErrors.RollbackConflict, "Another message.");

        Assert.Equal((CxErrors.RollbackConflict, "Another message.", "job-1"), (error.Definition, error.Message, error.Item));
        Assert.Same(Failure, error.InnerException);
        AssertRequest(error);
    }

    [Fact]
    public void As_does_not_copy_AnswerWasLost_and_IsOwnAnswer()
    {
        var error = Failure.As(CxErrors.RollbackConflict, "Another message.", "other item");

        Assert.Equal((false, false, "other item"), (error.AnswerWasLost, error.IsOwnAnswer, error.Item));
    }

    [Fact]
    public void An_unknown_outcome_copies_the_request_details()
    {
        var error = CxUnknownOutcomeException.Of(Failure, "Unknown.", "item", "Look.", answerWasLost: true);

        Assert.Equal(("Unknown.", "item", "Look.", true), (error.Message, error.Item, error.RecommendedAction, error.AnswerWasLost));
        AssertRequest(error);
    }

    private static void AssertRequest(CxRequestException error)
    {
        Assert.Equal(
            (Failure.Method, Failure.Uri, Failure.StatusCode, Failure.RequestId, Failure.Attempts, Failure.RetryAfter),
            (error.Method, error.Uri, error.StatusCode, error.RequestId, error.Attempts, error.RetryAfter));
        Assert.Equal((Failure.TenantMessage, Failure.RequiredScope), (error.TenantMessage, error.RequiredScope));
        Assert.Equal(Failure.Errors, error.Errors);
    }
}
